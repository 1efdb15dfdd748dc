/// What this example promises.
@NullMarked
package dev.belay.examples.world;

import org.jspecify.annotations.NullMarked;
