package dev.belay.testkit.audit;

import static dev.belay.testkit.audit.Invariant.CHILD_OUTCOME_IS_ITS_OWN;
import static dev.belay.testkit.audit.Invariant.CHILD_WAS_ASKED_FOR;
import static dev.belay.testkit.audit.Invariant.CONTINUATION_WAS_ASKED_FOR;
import static dev.belay.testkit.audit.Invariant.ITEM_TAKEN_ONCE;

import dev.belay.core.history.HistoryEvent.ChildClosed;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.RunKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares the histories of runs that have to do with each other.
final class LinkAudit {
    private final Map<RunKey, RunFacts> runs;
    private final Findings findings;

    private LinkAudit(Map<RunKey, RunFacts> runs, Findings findings) {
        this.runs = runs;
        this.findings = findings;
    }

    static void audit(Map<RunKey, RunFacts> runs, Findings findings) {
        var audit = new LinkAudit(runs, findings);
        for (RunFacts facts : runs.values()) {
            audit.run(facts);
        }
    }

    private void run(RunFacts facts) {
        StartRequest request = facts.request;
        if (request == null) {
            return;
        }
        if (request.continuedFrom() != null) {
            continued(facts, request, runs.get(facts.sibling(request.continuedFrom())));
        } else {
            itemsOfChain(facts);
            if (request.parent() != null) {
                child(facts, request, request.parent());
            }
        }
        facts.childrenClosed.values().forEach(closed -> childClosed(facts, closed));
    }

    private void continued(RunFacts facts, StartRequest request, @Nullable RunFacts before) {
        boolean asked =
                before != null
                        && before.next != null
                        && before.next.next().equals(facts.run.runId())
                        && isSame(before.next.request(), request);
        findings.require(
                asked,
                CONTINUATION_WAS_ASKED_FOR,
                facts.run,
                "it says that it continues %s, whose history does not ask for it, or not so",
                request.continuedFrom());
    }

    private void child(RunFacts facts, StartRequest request, StartRequest.Parent parent) {
        RunFacts asking = runs.get(parent.run());
        var command = asking == null ? null : asking.children.get(parent.commandId());
        boolean asked =
                command != null
                        && command.child().equals(facts.run.runId())
                        && isSame(command.request().withParent(parent), request);
        findings.require(
                asked,
                CHILD_WAS_ASKED_FOR,
                facts.run,
                "it says that it is child %d of %s, whose history does not ask for it, or not so",
                parent.commandId(),
                parent.run());
    }

    /// But for the version, which the orchestrator chooses where the request leaves it open.
    private static boolean isSame(StartRequest asked, StartRequest begun) {
        return asked.version() == 0 ? asked.equals(begun.withVersion(0)) : asked.equals(begun);
    }

    private void childClosed(RunFacts parent, ChildClosed closed) {
        RunFacts child = runs.get(parent.sibling(closed.child()));
        if (child == null) {
            // Only one that could not be started has no history.
            boolean refused =
                    closed.outcome() instanceof Outcome.Failed(var failure)
                            && failure.kind() == FailureKind.ENGINE;
            findings.require(
                    refused,
                    CHILD_OUTCOME_IS_ITS_OWN,
                    parent.run,
                    "child %d is recorded as %s; run %s has no history",
                    closed.commandId(),
                    closed.status(),
                    closed.child());
            return;
        }
        boolean same =
                closed.status() == child.status
                        && (child.outcome == null || child.outcome.equals(closed.outcome()));
        findings.require(
                same,
                CHILD_OUTCOME_IS_ITS_OWN,
                parent.run,
                "child %d is recorded as %s, its own history says %s, or another outcome",
                closed.commandId(),
                closed.status(),
                child.status);
    }

    private void itemsOfChain(RunFacts first) {
        Set<String> taken = new HashSet<>();
        for (RunFacts facts : Chain.from(first, runs)) {
            var carried = new HashSet<String>();
            for (String item : facts.carried) {
                findings.require(
                        carried.add(item),
                        ITEM_TAKEN_ONCE,
                        facts.run,
                        "it begins with item %s twice",
                        item);
            }
            taken.addAll(carried);
            for (String item : facts.items) {
                findings.require(
                        taken.add(item),
                        ITEM_TAKEN_ONCE,
                        facts.run,
                        "item %s is taken again",
                        item);
            }
        }
    }
}
