/// What is wrong with a definition: a stable code, a place, and what to write instead.
@NullMarked
package dev.belay.definition.problem;

import org.jspecify.annotations.NullMarked;
