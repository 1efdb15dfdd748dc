/// What the steps of a run came to, folded from its history.
@NullMarked
package dev.belay.api.steps;

import org.jspecify.annotations.NullMarked;
