/// Tests of how attempts are performed and reported.
@NullMarked
package dev.belay.functions.support;

import org.jspecify.annotations.NullMarked;
