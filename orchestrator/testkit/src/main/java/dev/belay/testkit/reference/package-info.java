/// Small workflows that together use everything a run can do. Faults are tried on each: by the
/// simulation, at every effect, and on real processes.
@NullMarked
package dev.belay.testkit.reference;

import org.jspecify.annotations.NullMarked;
