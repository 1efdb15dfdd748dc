/// Tests of the simulation, and the simulation as a test.
@NullMarked
package dev.belay.testkit.simulation;

import org.jspecify.annotations.NullMarked;
