/// Replay as a test: exported histories, and those of a store, against the code at hand.
@NullMarked
package dev.belay.testkit.replay;

import org.jspecify.annotations.NullMarked;
