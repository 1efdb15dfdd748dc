package dev.belay.testkit.audit;

import static dev.belay.testkit.audit.Invariant.ACTIVITY_ENDS;
import static dev.belay.testkit.audit.Invariant.CHILD_IS_HEARD;

import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.port.RunHead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Judges the stored histories of all runs of an engine by what it promises. Knows only what was
/// stored and what callers and the world noted, so it serves simulations and real processes alike.
///
/// ```java
/// var audit = HistoryAudit.of(histories);
/// assertThat(audit.violations()).isEmpty();                 // at any time
/// assertThat(audit.leftovers(promises, heads)).isEmpty();   // when all is quiet
/// assertThat(audit.effects(effects)).isEmpty();
/// ```
public final class HistoryAudit {
    private final Map<RunKey, RunFacts> runs;
    private final List<Violation> violations;

    private HistoryAudit(Map<RunKey, RunFacts> runs, List<Violation> violations) {
        this.runs = runs;
        this.violations = violations;
    }

    /// @param histories all batches of every run that there is, decoded; parents and children,
    ///   continued runs and those that continue them
    public static HistoryAudit of(Map<RunKey, List<Batch>> histories) {
        var findings = new Findings();
        var runs = new TreeMap<RunKey, RunFacts>();
        histories.forEach((run, batches) -> {
            if (!batches.isEmpty()) {
                var facts = new RunFacts(run);
                RunWalk.walk(facts, batches, findings);
                runs.put(run, facts);
            }
        });
        LinkAudit.audit(runs, findings);
        return new HistoryAudit(runs, findings.list());
    }

    /// What may not be, whenever one looks.
    public List<Violation> violations() {
        return violations;
    }

    /// What may not be left when nothing is under way any more.
    ///
    /// @param heads what lists show of the runs
    public List<Violation> leftovers(Promises promises, Map<RunKey, RunHead> heads) {
        var findings = new Findings();
        QuietAudit.audit(runs, promises, heads, findings);
        return findings.list();
    }

    /// Activities and children that completed runs left without an end: none, where workflows wait
    /// for all that they ask for.
    public List<Violation> looseEnds() {
        var findings = new Findings();
        for (RunFacts facts : runs.values()) {
            if (facts.status == RunStatus.COMPLETED) {
                facts.open.forEach((id, command) -> {
                    if (command instanceof Command.ScheduleActivity activity) {
                        findings.add(
                                ACTIVITY_ENDS,
                                facts.run,
                                "activity %d (%s) has no end",
                                id,
                                activity.activity());
                    } else if (command instanceof Command.StartChild) {
                        findings.add(CHILD_IS_HEARD, facts.run, "child %d has no end", id);
                    }
                });
            }
        }
        return findings.list();
    }

    /// What was done and not asked for, or said to be done and was not.
    ///
    /// @param effects of the activities in `noted`, all that there are
    /// @param noted the names of activities that note what they do
    public List<Violation> effects(Collection<Effect> effects, Collection<String> noted) {
        var findings = new Findings();
        EffectAudit.audit(runs, effects, noted, findings);
        return findings.list();
    }

    /// Effects that began after their run had ended: attempts that were in flight then, or copies
    /// of their tasks. Harmless to the run; a number to watch.
    public List<Effect> late(Collection<Effect> effects) {
        var late = new ArrayList<Effect>();
        for (Effect effect : effects) {
            RunFacts facts = runs.get(effect.run());
            if (facts != null && facts.closedAt != null && effect.at().isAfter(facts.closedAt)) {
                late.add(effect);
            }
        }
        return late;
    }
}
