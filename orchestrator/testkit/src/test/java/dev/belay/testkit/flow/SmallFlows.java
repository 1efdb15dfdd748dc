package dev.belay.testkit.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.decider.Deciders;
import dev.belay.core.decider.Payloads;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.flow.FlowDeciders;
import dev.belay.flow.plan.Concurrency;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.plan.Retry;
import dev.belay.flow.plan.Span;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Task;
import dev.belay.flow.plan.Template;
import dev.belay.flow.plan.Then;
import dev.belay.flow.plan.Transform;
import dev.belay.flow.store.FlowPublisher;
import dev.belay.flow.store.InMemoryFlowStore;
import dev.belay.testkit.reference.PathExpressions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Flows that need no more of jq than paths and variables.
final class SmallFlows {
    static final ActivityType<JsonNode, JsonNode> WORK =
            ActivityType.of("work", JsonNode.class, JsonNode.class);

    private SmallFlows() {}

    static Function<Payloads, Deciders> published(Plan plan) {
        var store = new InMemoryFlowStore();
        new FlowPublisher(store, () -> Instant.EPOCH).publish(Workspace.DEFAULT, plan, "text");
        return payloads ->
                new FlowDeciders(store, new PathExpressions(), _ -> _ -> List.of(), payloads);
    }

    static StartRequest start(String input) {
        return start("id", input);
    }

    static StartRequest start(String id, String input) {
        return StartRequest.of(
                new WorkflowId(id), "test.flow", Lane.AUTOMATION, Payload.Inline.of(input));
    }

    static Template template(String text) {
        return new Template(TextNode.valueOf(text));
    }

    private static Task task(int id, int parent, int next, Step step) {
        return new Task(
                id,
                "t" + id,
                "/do/" + id,
                parent,
                next,
                null,
                Transform.NONE,
                Transform.NONE,
                Transform.NONE,
                null,
                Then.CONTINUE,
                step);
    }

    private static Plan plan(List<Integer> main, Task... tasks) {
        return plan(null, main, tasks);
    }

    private static Plan plan(@Nullable Concurrency concurrency, List<Integer> main, Task... tasks) {
        return new Plan(
                Plan.FORMAT,
                "test",
                "flow",
                "1.0.0",
                null,
                null,
                Transform.NONE,
                Transform.NONE,
                null,
                Set.of(),
                main,
                List.of(tasks),
                JsonNodeFactory.instance.objectNode(),
                null,
                concurrency);
    }

    private static Step call(String argument, int attempts) {
        return new Step.CallActivity(
                "work",
                "work",
                template(argument),
                ActivityOptions.DEFAULT.withRetry(
                        RetryPolicy.constant(attempts, Duration.ofSeconds(1))));
    }

    /// So many calls, one after the other.
    static Plan calls(int count) {
        var tasks = new ArrayList<Task>();
        for (int i = 0; i < count; i++) {
            tasks.add(task(i, -1, i + 1 < count ? i + 1 : -1, call("${ . }", 3)));
        }
        return plan(List.of(0), tasks.toArray(Task[]::new));
    }

    /// A call, an hour, and another call.
    static Plan limited(Concurrency concurrency) {
        return plan(
                concurrency,
                List.of(0, 1, 2),
                task(0, -1, 1, call("${ .name }", 1)),
                task(1, -1, 2, new Step.Wait(Span.of(Duration.ofHours(1)))),
                task(2, -1, -1, call("${ $workflow.input.name }", 1)));
    }

    /// A fork of two calls, a wait, a `try` that retries its call, and a loop.
    static Plan everything() {
        var retry =
                new Retry(
                        null,
                        null,
                        Span.of(Duration.ofSeconds(3)),
                        Retry.Backoff.CONSTANT,
                        null,
                        null,
                        null,
                        2,
                        null,
                        null);
        return plan(
                List.of(0, 3, 4, 6),
                task(0, -1, 3, new Step.Fork(List.of(1, 2), false)),
                task(1, 0, -1, call("a", 3)),
                task(2, 0, -1, call("b", 3)),
                task(3, -1, 4, new Step.Wait(Span.of(Duration.ofHours(1)))),
                task(
                        4,
                        -1,
                        6,
                        new Step.Try(
                                List.of(5),
                                new Step.Catch(null, "error", null, null, retry, null))),
                task(5, 4, -1, call("flaky", 1)),
                task(
                        6,
                        -1,
                        -1,
                        new Step.For(
                                "item",
                                "index",
                                new Jq("$workflow.input.items"),
                                null,
                                List.of(7),
                                null)),
                task(7, 6, -1, call("${ $item }", 3)));
    }

    /// A loop whose items are done two at a time, in pages of three.
    static Plan pages() {
        return plan(
                List.of(0),
                task(
                        0,
                        -1,
                        -1,
                        new Step.For(
                                "item",
                                "index",
                                new Jq(".items"),
                                null,
                                List.of(1),
                                new Step.Loop(4, 3, Step.OnItemError.CONTINUE, null))),
                task(1, 0, -1, call("${ $item }", 1)));
    }
}
