/// Compiles a flow: text in, a plan out, or every mistake at once with its line and column.
@NullMarked
package dev.belay.definition;

import org.jspecify.annotations.NullMarked;
