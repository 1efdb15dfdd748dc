/// Tests of flows on the whole engine.
@NullMarked
package dev.belay.testkit.flow;

import org.jspecify.annotations.NullMarked;
