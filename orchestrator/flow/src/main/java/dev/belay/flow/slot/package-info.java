/// Slots: how many runs of a flow may be at work at once, counted by runs that stand open.
@NullMarked
package dev.belay.flow.slot;

import org.jspecify.annotations.NullMarked;
