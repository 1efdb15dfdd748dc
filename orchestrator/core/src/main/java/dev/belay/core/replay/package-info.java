/// Workflow code as a decider: it runs on a virtual thread that is parked while the run waits, and
/// is re-run over the history where no parked thread is at hand.
///
/// One thread runs at a time, handed over like a baton, so the code is as deterministic as if there
/// were no threads: see docs/adr on the suspension mechanism.
@NullMarked
package dev.belay.core.replay;

import org.jspecify.annotations.NullMarked;
