/// Turns a checked definition into a plan, reporting what it cannot mean on the way.
@NullMarked
package dev.belay.definition.compile;

import org.jspecify.annotations.NullMarked;
