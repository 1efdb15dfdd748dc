/// Definitions, compiled and run on the whole engine.
@NullMarked
package dev.belay.definition.running;

import org.jspecify.annotations.NullMarked;
