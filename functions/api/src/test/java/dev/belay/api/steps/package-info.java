/// Steps of runs, folded from histories.
@NullMarked
package dev.belay.api.steps;

import org.jspecify.annotations.NullMarked;
