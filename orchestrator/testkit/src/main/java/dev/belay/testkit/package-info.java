/// What tests of workflows and of Belay itself are written with: a whole Belay in memory on a time
/// that tests move, crashes at any effect, and the contracts that every adapter passes.
@NullMarked
package dev.belay.testkit;

import org.jspecify.annotations.NullMarked;
