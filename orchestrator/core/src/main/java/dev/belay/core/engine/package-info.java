/// The engine: load, decide, append, hand on, acknowledge.
///
/// [Orchestrator#advance] is the one coordinator; the other classes each do one of its steps.
/// Whoever calls it acknowledges the messages when it returns, and lets them come again when it
/// throws.
@NullMarked
package dev.belay.core.engine;

import org.jspecify.annotations.NullMarked;
