/// Every port of the engine in memory, on a clock that a test can hold: fast, thread-safe, and held
/// to the same contracts as the adapters that keep things.
@NullMarked
package dev.belay.memory;

import org.jspecify.annotations.NullMarked;
