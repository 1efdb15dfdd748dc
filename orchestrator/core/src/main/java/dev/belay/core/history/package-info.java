/// The event history: facts in numbered batches.
@NullMarked
package dev.belay.core.history;

import org.jspecify.annotations.NullMarked;
