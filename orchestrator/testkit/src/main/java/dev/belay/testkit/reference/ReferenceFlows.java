package dev.belay.testkit.reference;

import static dev.belay.testkit.reference.FlowBuilder.call;
import static dev.belay.testkit.reference.FlowBuilder.export;
import static dev.belay.testkit.reference.FlowBuilder.items;
import static dev.belay.testkit.reference.FlowBuilder.loop;
import static dev.belay.testkit.reference.FlowBuilder.template;

import dev.belay.core.decider.Deciders;
import dev.belay.core.decider.Payloads;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.Workspace;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.flow.FlowDeciders;
import dev.belay.flow.FlowPrograms;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Listening.Filter;
import dev.belay.flow.plan.Listening.Mode;
import dev.belay.flow.plan.Listening.Read;
import dev.belay.flow.plan.Listening.Strategy;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.plan.Retry;
import dev.belay.flow.plan.Span;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Step.OnItemError;
import dev.belay.flow.plan.Then;
import dev.belay.flow.store.FlowPublisher;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.InMemoryFlowStore;
import dev.belay.testkit.reference.ReferenceWorkflow.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The reference workflows that are data.
final class ReferenceFlows {
    /// Ends with what it is given.
    private static final Plan LEAF = leaf();

    /// [#LEAF], as code starts it.
    static final WorkflowType<String, String> LEAF_TYPE =
            ReferenceWorkflows.type(LEAF.workflow(), (_, input) -> input);

    private static final List<ReferenceWorkflow> ALL =
            List.of(
                    flow("flow", RunStatus.COMPLETED, "done item2", everything()),
                    flow("flow-items", RunStatus.COMPLETED, "4,1", items4()),
                    flow("flow-pages", RunStatus.COMPLETED, "5,1", pages()),
                    flow("flow-slot", RunStatus.COMPLETED, "done again", slot()),
                    flow("flow-children", RunStatus.COMPLETED, "done leaf", children()),
                    flow(
                            "flow-listens",
                            RunStatus.COMPLETED,
                            "a,b",
                            listens(),
                            Stimulus.signal("a"),
                            Stimulus.signal("b")),
                    flow(
                            "flow-cancelled",
                            RunStatus.CANCELLED,
                            "",
                            waits(),
                            Stimulus.cancel(Duration.ofMinutes(5))));

    private static final FlowPrograms PROGRAMS =
            new FlowPrograms(published(), new PathExpressions(), _ -> _ -> List.of());

    private ReferenceFlows() {}

    static List<ReferenceWorkflow> all() {
        return ALL;
    }

    /// All of them, and what they start as children.
    static Deciders deciders(Payloads payloads) {
        return new FlowDeciders(PROGRAMS, payloads);
    }

    private static FlowStore published() {
        var store = new InMemoryFlowStore();
        var publisher = new FlowPublisher(store, () -> Instant.EPOCH);
        publisher.publish(Workspace.DEFAULT, LEAF, "text");
        for (ReferenceWorkflow each : ALL) {
            if (each.definition() instanceof Flow(var plan)) {
                publisher.publish(Workspace.DEFAULT, plan, "text");
            }
        }
        return store;
    }

    private static ReferenceWorkflow flow(
            String name, RunStatus status, String outcome, Plan plan, Stimulus... stimuli) {
        return ReferenceWorkflow.of(name, status, outcome, new Flow(plan), stimuli);
    }

    /// A branch, a fork, a wait, calls and errors that are caught, and a loop.
    private static Plan everything() {
        var flow = new FlowBuilder();
        int set = flow.add(items("item0", "item1", "item2"), export("${ . }"), Then.CONTINUE);
        int never = flow.add(call("never"));
        int fork = flow.add(new Step.Fork(List.of(3, 4), false));
        flow.branches(fork, flow.add(call("a")), flow.add(call("flaky b")));
        int branch =
                flow.add(
                        new Step.Switch(
                                List.of(
                                        new Step.Case(
                                                "known",
                                                new Jq("$workflow.input == input"),
                                                new Then.Goto(fork)),
                                        new Step.Case("other", null, new Then.Goto(never)))));
        int wait = flow.add(new Step.Wait(Span.of(Duration.ofHours(1))));
        int caught = tried(flow, call("broken"), call("instead"), null);
        int retried = tried(flow, FlowBuilder.raise(), call("after all"), afterSeconds(3));
        int each = flow.add(call("${ $item }"));
        int all = flow.add(loop("$context.items", null, each));
        flow.block(all, each);
        return flow.plan("flow", set, branch, never, fork, wait, caught, retried, all);
    }

    private static int tried(FlowBuilder flow, Step work, Step handler, @Nullable Retry retry) {
        int block = flow.add(work);
        int handling = flow.add(handler);
        int tried =
                flow.add(
                        new Step.Try(
                                List.of(block),
                                new Step.Catch(
                                        null, "error", null, null, retry, List.of(handling))));
        flow.branches(tried, block, handling);
        return tried;
    }

    /// Once.
    private static Retry afterSeconds(int seconds) {
        return new Retry(
                null,
                null,
                Span.of(Duration.ofSeconds(seconds)),
                Retry.Backoff.CONSTANT,
                null,
                null,
                null,
                1,
                null,
                null);
    }

    /// A loop of its own settings, two at a time, that goes on where an item fails.
    private static Plan items4() {
        return counted("flow-items", 0, "item0", "broken item1", "item2", "item3");
    }

    /// The same with each two items in a run of their own.
    private static Plan pages() {
        return counted("flow-pages", 2, "item0", "item1", "broken item2", "item3", "item4");
    }

    private static Plan counted(String name, int pageItems, String... items) {
        var flow = new FlowBuilder();
        int set = flow.add(items(items));
        int each = flow.add(call("${ $item }"));
        int all =
                flow.add(
                        loop(
                                ".items",
                                new Step.Loop(2, pageItems, OnItemError.CONTINUE, null),
                                each));
        flow.block(all, each);
        int report = flow.add(new Step.Set(template("${ join .total .failed }")));
        return flow.plan(name, set, all, report);
    }

    /// One run at a time works, and each twice.
    private static Plan slot() {
        var flow = new FlowBuilder().oneAtWork();
        int first = flow.add(call("input"));
        int wait = flow.add(new Step.Wait(Span.of(Duration.ofHours(1))));
        int second = flow.add(call("again"));
        return flow.plan("flow-slot", first, wait, second);
    }

    /// Code as a child, then a flow.
    private static Plan children() {
        var flow = new FlowBuilder();
        int code = flow.add(child(ReferenceWorkflows.CHILD.name(), "input"));
        int leaf = flow.add(child(LEAF.workflow(), "leaf"));
        return flow.plan("flow-children", code, leaf);
    }

    private static Step child(String workflow, String input) {
        return new Step.RunWorkflow(workflow, 0, template(input), true, null);
    }

    private static Plan leaf() {
        var flow = new FlowBuilder();
        return flow.plan("leaf", flow.add(call("${ . }")));
    }

    /// The two first events that it hears, whatever it was doing when they came.
    private static Plan listens() {
        var flow = new FlowBuilder();
        int first = flow.add(heard(ReferenceWorkflows.GO), export("${ . }"), Then.CONTINUE);
        int call = flow.add(call("input"));
        int second = flow.add(heard(ReferenceWorkflows.GO));
        int both = flow.add(new Step.Set(template("${ join $context . }")));
        return flow.plan("flow-listens", first, call, second, both);
    }

    private static Step heard(SignalType<?> signal) {
        var filter = new Filter(Map.of("type", template(signal.name())), Map.of());
        return new Step.Listen(new Strategy(Mode.ONE, List.of(filter), null), Read.DATA, null);
    }

    private static Plan waits() {
        var flow = new FlowBuilder();
        int call = flow.add(call("input"));
        int forEver = flow.add(heard(ReferenceWorkflows.NEVER));
        return flow.plan("flow-cancelled", call, forEver);
    }
}
