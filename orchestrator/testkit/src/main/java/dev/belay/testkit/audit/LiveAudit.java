package dev.belay.testkit.audit;

import dev.belay.core.history.Batch;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Judges histories while they grow, batch by batch; [#history] judges the whole.
public final class LiveAudit {
    private final Map<RunKey, RunFacts> runs = new TreeMap<>();
    private final Map<RunKey, RunWalk> walks = new HashMap<>();
    private final Findings findings = new Findings();

    /// Takes a batch that a history store accepted.
    public void appended(RunKey run, Batch batch) {
        walks.computeIfAbsent(
                        run, _ -> new RunWalk(runs.computeIfAbsent(run, RunFacts::new), findings))
                .batch(batch);
    }

    /// What may not be, so far, within each run.
    public List<Violation> violations() {
        return findings.isEmpty() ? List.of() : findings.list();
    }

    /// What the run waits for without anything under way that would bring it.
    public List<Violation> unwoken(RunKey run, UnderWay underWay) {
        RunFacts facts = runs.get(run);
        if (facts == null || facts.status != null || underWay.isBeingHandled(run)) {
            return List.of();
        }
        var missing = new Findings();
        new WakeUpAudit(runs, underWay).audit(facts, missing);
        return missing.list();
    }

    /// In which state its run meets a message.
    public Situation situation(QueueMessage message) {
        RunFacts facts = runs.get(message.run());
        return facts == null ? Situation.NO_HISTORY : facts.situation(message);
    }

    /// How the run ended that the last of a chain of continuations is.
    public Optional<End> end(RunKey first) {
        RunFacts facts = runs.get(first);
        if (facts == null) {
            return Optional.empty();
        }
        RunFacts last = Chain.from(facts, runs).getLast();
        return last.status == null
                ? Optional.empty()
                : Optional.of(new End(last.run, last.status, last.outcome));
    }

    /// @param outcome null where the run was ended by force, cancelled or continued
    public record End(RunKey run, RunStatus status, @Nullable Outcome outcome) {}

    /// Every run that there is, with the workflow id of those that continue no other.
    public Map<RunKey, WorkflowId> roots() {
        var roots = new TreeMap<RunKey, WorkflowId>();
        runs.values()
                .forEach(facts -> {
                    if (facts.request != null && facts.request.continuedFrom() == null) {
                        roots.put(facts.run, facts.request.workflowId());
                    }
                });
        return roots;
    }

    public Set<RunKey> runs() {
        return Collections.unmodifiableSet(runs.keySet());
    }

    /// How the run ended; null while it is open or not there.
    public @Nullable RunStatus status(RunKey run) {
        RunFacts facts = runs.get(run);
        return facts == null ? null : facts.status;
    }

    /// All that is known, judged together.
    public HistoryAudit history() {
        return HistoryAudit.of(runs, findings);
    }
}
