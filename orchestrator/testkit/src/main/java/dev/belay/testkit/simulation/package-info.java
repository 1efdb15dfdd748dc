/// A whole Belay under one seed: the real engine, the real worker and the real client, on services
/// that behave as badly as the real ones may, in a time that is simulated.
///
/// A [Simulation] runs one seed and judges it after every step; a [Campaign] runs many and says
/// what they reached. The same seed gives the same run of the system, fault by fault.
@NullMarked
package dev.belay.testkit.simulation;

import org.jspecify.annotations.NullMarked;
