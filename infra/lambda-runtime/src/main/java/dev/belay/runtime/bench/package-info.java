/// Measures packaged functions: how fast they start, how much they hold, what a task costs.
@NullMarked
package dev.belay.runtime.bench;

import org.jspecify.annotations.NullMarked;
