package dev.belay.core.message;

import dev.belay.core.model.RunId;
import java.util.Set;

/// How a run takes over the history of a closed one: up to a decision that is then made anew.
///
/// @param of the closed run
/// @param origin the first run of those that resumed each other: what workflow code knows as its
///   own run, so that replaying what was taken over gives the same commands
/// @param before the batch of the closed run whose decision is made anew, with all after it
/// @param again commands whose outcome is not taken over: they run once more, with all their
///   attempts
/// @param copied how many batches are taken over
/// @param tells whether there are outcomes from after the cut that the new decision is told
public record Resumption(
        RunId of, RunId origin, long before, Set<Integer> again, long copied, boolean tells) {
    public Resumption {
        again = Set.copyOf(again);
    }
}
