package dev.belay.testkit.audit;

import static dev.belay.testkit.audit.Invariant.ACCEPTED_SIGNAL_IS_SEEN;
import static dev.belay.testkit.audit.Invariant.CONTINUATION_BEGINS;
import static dev.belay.testkit.audit.Invariant.HEAD_SHOWS_THE_END;
import static dev.belay.testkit.audit.Invariant.PROMISED_RUN_EXISTS;
import static dev.belay.testkit.audit.Invariant.RUN_CLOSES;
import static dev.belay.testkit.audit.Invariant.SIGNALS_IN_ORDER;

import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.port.RunHead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// What must be true when nothing is under way any more.
final class QuietAudit {
    private final Map<RunKey, RunFacts> runs;
    private final Findings findings;

    private QuietAudit(Map<RunKey, RunFacts> runs, Findings findings) {
        this.runs = runs;
        this.findings = findings;
    }

    static void audit(
            Map<RunKey, RunFacts> runs,
            Promises promises,
            Map<RunKey, RunHead> heads,
            Findings findings) {
        var audit = new QuietAudit(runs, findings);
        for (RunKey run : promises.runs()) {
            findings.require(
                    runs.containsKey(run),
                    PROMISED_RUN_EXISTS,
                    run,
                    "its start was accepted and it has no history");
        }
        runs.values().forEach(facts -> audit.ended(facts, heads));
        audit.signals(promises.signals());
    }

    private void ended(RunFacts facts, Map<RunKey, RunHead> heads) {
        if (facts.status == null) {
            findings.add(
                    RUN_CLOSES,
                    facts.run,
                    "it is open, and waits for commands %s",
                    facts.open.keySet());
            return;
        }
        RunHead head = heads.get(facts.run);
        findings.require(
                head != null && head.status() == facts.status,
                HEAD_SHOWS_THE_END,
                facts.run,
                "lists show %s, its history says %s",
                head == null ? "nothing" : head.status(),
                facts.status);
        if (facts.next != null) {
            findings.require(
                    runs.containsKey(facts.sibling(facts.next.next())),
                    CONTINUATION_BEGINS,
                    facts.run,
                    "run %s is to continue it and has no history",
                    facts.next.next());
        }
    }

    private void signals(List<Promises.Signal> signals) {
        var bySender = new HashMap<List<Object>, Promises.Signal>();
        var orders = new HashMap<RunKey, List<String>>();
        for (Promises.Signal signal : signals) {
            RunFacts facts = runs.get(signal.run());
            if (facts == null) {
                findings.add(
                        ACCEPTED_SIGNAL_IS_SEEN,
                        signal.run(),
                        "signal %s was accepted, and the run has no history",
                        signal.itemId());
                continue;
            }
            RunFacts root = Chain.root(facts, runs);
            List<String> order = orders.computeIfAbsent(root.run, _ -> order(root));
            int at = order.indexOf(signal.itemId());
            findings.require(
                    at >= 0 || endsByForce(root),
                    ACCEPTED_SIGNAL_IS_SEEN,
                    root.run,
                    "signal %s of %s was accepted, and no history of the chain has it",
                    signal.itemId(),
                    signal.sender());
            Promises.Signal before = bySender.put(List.of(root.run, signal.sender()), signal);
            findings.require(
                    before == null || at < 0 || order.indexOf(before.itemId()) < at,
                    SIGNALS_IN_ORDER,
                    root.run,
                    "signal %s of %s is seen before the one that was accepted before it",
                    signal.itemId(),
                    signal.sender());
        }
    }

    /// Items in the order in which the runs of a chain saw them first.
    private List<String> order(RunFacts root) {
        var seen = new LinkedHashSet<String>();
        for (RunFacts facts : Chain.from(root, runs)) {
            seen.addAll(facts.carried);
            seen.addAll(facts.items);
        }
        return new ArrayList<>(seen);
    }

    /// Who ends a run by force does not wait for what is in its inbox.
    private boolean endsByForce(RunFacts root) {
        RunStatus end = Chain.from(root, runs).getLast().status;
        return end == RunStatus.TERMINATED || end == RunStatus.TIMED_OUT;
    }
}
