/// Flows in a single process: how they are compiled, and how their events travel.
@NullMarked
package dev.belay.local.flow;

import org.jspecify.annotations.NullMarked;
