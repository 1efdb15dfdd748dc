package dev.belay.testkit.audit;

import dev.belay.core.model.RunKey;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// Runs that continue each other.
final class Chain {
    private Chain() {}

    /// The run and those that continue it, as far as they have histories.
    static SequencedSet<RunFacts> from(RunFacts first, Map<RunKey, RunFacts> runs) {
        var chain = new LinkedHashSet<RunFacts>();
        @Nullable RunFacts facts = first;
        while (facts != null && chain.add(facts)) {
            facts = facts.next == null ? null : runs.get(facts.sibling(facts.next.next()));
        }
        return chain;
    }

    /// The first run of the chain that this one belongs to, as far back as there are histories.
    static RunFacts root(RunFacts facts, Map<RunKey, RunFacts> runs) {
        var seen = new LinkedHashSet<RunFacts>();
        RunFacts root = facts;
        while (seen.add(root) && root.request != null && root.request.continuedFrom() != null) {
            RunFacts before = runs.get(root.sibling(root.request.continuedFrom()));
            if (before == null) {
                return root;
            }
            root = before;
        }
        return root;
    }
}
