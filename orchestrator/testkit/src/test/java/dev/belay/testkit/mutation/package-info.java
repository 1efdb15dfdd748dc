/// Deliberate bugs, each of which the simulation has to find: what shows that it would find others.
@NullMarked
package dev.belay.testkit.mutation;

import org.jspecify.annotations.NullMarked;
