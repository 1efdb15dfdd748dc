package dev.belay.testkit.audit;

import dev.belay.core.model.RunKey;
import java.util.Collection;
import java.util.List;

/// What callers were told by an engine that did not fail them.
///
/// @param runs each start was accepted
/// @param signals each was accepted; of one sender in this order, the next sent when the one before
///   was accepted
public record Promises(Collection<RunKey> runs, List<Signal> signals) {
    public static final Promises NONE = new Promises(List.of(), List.of());

    public Promises {
        runs = List.copyOf(runs);
        signals = List.copyOf(signals);
    }

    /// @param run that it was sent to; one that continues it may see it
    /// @param itemId of the signal, which orders those of its sender
    public record Signal(RunKey run, String sender, String itemId) {}
}
