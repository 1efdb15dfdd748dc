/// Tests of flows as the engine sees them.
@NullMarked
package dev.belay.flow;

import org.jspecify.annotations.NullMarked;
