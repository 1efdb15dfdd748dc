package dev.belay.definition.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.definition.model.TaskKind;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.schema.SpecificationCheck;
import dev.belay.definition.text.SourceNode;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Listening.Foreach;
import dev.belay.flow.plan.Listening.Mode;
import dev.belay.flow.plan.Listening.Read;
import dev.belay.flow.plan.Listening.Strategy;
import dev.belay.flow.plan.Retry;
import dev.belay.flow.plan.Span;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What each kind of task does, as a step of the plan.
final class StepCompiler {
    private static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();

    private final Compilation compilation;
    private final TaskCompiler tasks;
    private final CallPart calls;
    private final RunPart runs;
    private final LoopPart loops;
    private final DirectivePart directives;

    StepCompiler(Compilation compilation, TaskCompiler tasks, SpecificationCheck specification) {
        this.compilation = compilation;
        this.tasks = tasks;
        this.calls = new CallPart(compilation, tasks, specification);
        this.runs = new RunPart(compilation);
        this.loops = new LoopPart(compilation);
        this.directives = new DirectivePart(compilation.problems);
    }

    Step step(
            TaskCompiler.Slot slot,
            TaskDraft draft,
            TaskKind kind,
            @Nullable Span timeout,
            Variables variables,
            Place place) {
        SourceNode body = draft.body();
        return switch (kind) {
            case CALL -> calls.step(slot, draft, timeout, variables, place);
            case DO -> new Step.Do(block(body.get("do"), slot, variables, place));
            case FORK -> fork(body, slot, variables, place);
            case EMIT ->
                    new Step.Emit(
                            body.find("emit", "event", "with")
                                    .map(with -> compilation.expressions.template(with, variables))
                                    .orElse(new Template(EMPTY)));
            case FOR -> loop(body, slot, variables, place);
            case LISTEN -> listen(body, slot, variables, place);
            case RAISE -> raise(body, variables);
            case RUN -> runs.step(body, timeout, variables);
            case SET ->
                    new Step.Set(
                            compilation.expressions.change(
                                    body.get("set").orElseThrow(), variables));
            case SWITCH -> new Step.Switch(cases(body, slot, variables));
            case TRY -> attempt(body, slot, variables, place);
            case WAIT -> pause(body, timeout, variables);
        };
    }

    private List<Integer> block(
            Optional<SourceNode> list, TaskCompiler.Slot slot, Variables variables, Place place) {
        return list.map(tasksOf -> tasks.block(tasksOf, slot.id(), variables, place.deeper()))
                .orElse(List.of());
    }

    private Step fork(SourceNode body, TaskCompiler.Slot slot, Variables variables, Place place) {
        List<Integer> branches =
                body.find("fork", "branches")
                        .map(list -> tasks.branches(list, slot.id(), variables, place.deeper()))
                        .orElse(List.of());
        boolean compete =
                body.find("fork", "compete").map(node -> node.value().asBoolean()).orElse(false);
        return new Step.Fork(branches, compete);
    }

    private Step loop(SourceNode body, TaskCompiler.Slot slot, Variables variables, Place place) {
        SourceNode loop = body.get("for").orElseThrow();
        String each = loop.text("each").orElse("item");
        String at = loop.text("at").orElse("index");
        Variables inside = variables.with(each, at);
        Jq in = compilation.expressions.expression(loop, "in", variables);
        return new Step.For(
                each,
                at,
                in == null ? new Jq(".") : in,
                compilation.expressions.expression(body, "while", inside),
                block(body.get("do"), slot, inside, place),
                loops.of(body, inside));
    }

    private Step listen(SourceNode body, TaskCompiler.Slot slot, Variables variables, Place place) {
        SourceNode listen = body.get("listen").orElseThrow();
        Strategy to =
                listen.get("to")
                        .map(node -> compilation.events.strategy(node, variables))
                        .orElse(new Strategy(Mode.ANY, List.of(), null));
        Read read =
                switch (listen.text("read").orElse("data")) {
                    case "envelope" -> Read.ENVELOPE;
                    case "raw" -> Read.RAW;
                    default -> Read.DATA;
                };
        Foreach foreach =
                body.get("foreach").map(node -> foreach(node, slot, variables, place)).orElse(null);
        return new Step.Listen(to, read, foreach);
    }

    private Foreach foreach(
            SourceNode node, TaskCompiler.Slot slot, Variables variables, Place place) {
        String item = node.text("item").orElse("item");
        String at = node.text("at").orElse("index");
        Variables inside = variables.with(item, at);
        return new Foreach(
                item,
                at,
                block(node.get("do"), slot, inside, place),
                tasks.transform(node.get("output"), "as", inside.with("output")),
                tasks.transform(node.get("export"), "as", inside.with("output")));
    }

    private Step raise(SourceNode body, Variables variables) {
        Template error =
                body.find("raise", "error")
                        .flatMap(node ->
                                compilation.components.resolve(
                                        node, "errors", ProblemCode.UNKNOWN_ERROR))
                        .map(node -> compilation.expressions.template(node, variables))
                        .orElse(new Template(EMPTY));
        return new Step.Raise(error);
    }

    private List<Step.Case> cases(SourceNode body, TaskCompiler.Slot slot, Variables variables) {
        var cases = new ArrayList<Step.Case>();
        for (SourceNode item : body.get("switch").orElseThrow().items()) {
            for (SourceNode one : item.fields()) {
                one.get("then")
                        .filter(SourceNode::isText)
                        .ifPresent(then ->
                                cases.add(
                                        new Step.Case(
                                                one.key(),
                                                compilation.expressions.expression(
                                                        one, "when", variables),
                                                directives.directive(then, slot.names()))));
            }
        }
        return cases;
    }

    private Step attempt(
            SourceNode body, TaskCompiler.Slot slot, Variables variables, Place place) {
        Optional<SourceNode> found = body.get("catch");
        if (found.isEmpty()) {
            List<Integer> block = block(body.get("try"), slot, variables, place);
            return new Step.Try(block, new Step.Catch(null, "error", null, null, null, null));
        }
        SourceNode handler = found.get();
        String as = handler.text("as").orElse("error");
        Variables inside = variables.with(as);
        Retry retry = compilation.retries.retry(handler, inside);
        Variables tried = retry == null ? variables : variables.insideRetry();
        return new Step.Try(
                block(body.get("try"), slot, tried, place),
                new Step.Catch(
                        handler.find("errors", "with").map(StepCompiler::filter).orElse(null),
                        as,
                        compilation.expressions.expression(handler, "when", inside),
                        compilation.expressions.expression(handler, "exceptWhen", inside),
                        retry,
                        handler.get("do")
                                .map(list -> tasks.block(list, slot.id(), inside, place.deeper()))
                                .orElse(null)));
    }

    /// The specification's schema says `details` where its errors say `detail`.
    private static JsonNode filter(SourceNode with) {
        if (!(with.value() instanceof ObjectNode given)) {
            return EMPTY;
        }
        ObjectNode errors = given.deepCopy();
        JsonNode details = errors.remove("details");
        if (details != null && !errors.has("detail")) {
            errors.set("detail", details);
        }
        return errors;
    }

    private Step pause(SourceNode body, @Nullable Span timeout, Variables variables) {
        SourceNode wait = body.get("wait").orElseThrow();
        Span duration = compilation.durations.span(wait, variables);
        Duration limit = timeout == null ? null : timeout.fixed();
        Duration fixed = duration.fixed();
        if (limit != null && fixed != null && fixed.compareTo(limit) >= 0) {
            compilation.problems.at(
                    wait,
                    ProblemCode.RETRY_HIERARCHY,
                    "the task waits for %s but times out after %s, so it can only fail"
                            .formatted(fixed, limit),
                    "make the timeout longer than the wait");
        }
        return new Step.Wait(duration);
    }
}
