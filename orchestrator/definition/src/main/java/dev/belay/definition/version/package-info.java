/// Compares versions of a definition: the same or not, and what changed.
@NullMarked
package dev.belay.definition.version;

import org.jspecify.annotations.NullMarked;
