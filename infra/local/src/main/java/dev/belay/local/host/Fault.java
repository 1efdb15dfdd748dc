package dev.belay.local.host;

import java.time.Duration;

/// One thing that goes wrong on purpose, whenever an attempt of an activity begins.
public sealed interface Fault {
    /// The attempt fails without being performed, if its number is at most `attempts`.
    record Fail(int attempts) implements Fault {}

    /// The attempt's host is lost before it reports anything.
    record Lose() implements Fault {}

    /// The attempt takes this much longer.
    record Slow(Duration delay) implements Fault {}
}
