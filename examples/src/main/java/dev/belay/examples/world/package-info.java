/// The small world that the examples' activities act on, so that everybody can see what they did.
@NullMarked
package dev.belay.examples.world;

import org.jspecify.annotations.NullMarked;
