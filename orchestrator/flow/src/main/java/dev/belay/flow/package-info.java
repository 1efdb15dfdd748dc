/// Flows for the engine: workflows that are data.
@NullMarked
package dev.belay.flow;

import org.jspecify.annotations.NullMarked;
