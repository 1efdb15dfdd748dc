/// What a history amounts to: events folded into the state of a run. Pure; time arrives in events.
@NullMarked
package dev.belay.core.machine;

import org.jspecify.annotations.NullMarked;
