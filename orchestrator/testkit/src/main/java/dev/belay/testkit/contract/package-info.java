/// What every adapter of a port must do, as JUnit tests to subclass: each sentence of the port's
/// documentation is a test here.
///
/// A subclass hands out the port under test. Tests use workspaces, runs and queues of their own, so
/// one store may serve them all; only timer stores must be empty at first, because all timers come
/// in one list.
@NullMarked
package dev.belay.testkit.contract;

import org.jspecify.annotations.NullMarked;
