/// Tests of replay as a test.
@NullMarked
package dev.belay.testkit.replay;

import org.jspecify.annotations.NullMarked;
