package dev.belay.flow.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.flow.plan.Listening.Filter;
import dev.belay.flow.plan.Listening.Foreach;
import dev.belay.flow.plan.Listening.Strategy;
import dev.belay.flow.plan.Listening.Until;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every expression, template and schema of a plan, with the variables in scope where it is.
public final class PlanParts {
    private static final Set<String> EVERYWHERE =
            Set.of("context", "input", "output", "task", "workflow", "runtime");

    /// What is told of each part.
    public interface Visitor {
        /// @param where the task's pointer; `/` for the flow itself
        void expression(String where, Set<String> variables, Jq jq);

        void template(String where, Set<String> variables, Template template);

        void schema(String where, JsonNode document);
    }

    private final Plan plan;
    private final Visitor visitor;

    private PlanParts(Plan plan, Visitor visitor) {
        this.plan = plan;
        this.visitor = visitor;
    }

    /// Tells `visitor` of every part, the flow's own first.
    public static void visit(Plan plan, Visitor visitor) {
        var parts = new PlanParts(plan, visitor);
        parts.transform("/", EVERYWHERE, plan.input());
        parts.transform("/", EVERYWHERE, plan.output());
        parts.span("/", EVERYWHERE, plan.timeout());
        if (plan.concurrency() != null) {
            parts.jq("/", EVERYWHERE, plan.concurrency().key());
        }
        plan.tasks().forEach(parts::task);
        if (plan.on() != null) {
            parts.task(plan.on());
        }
    }

    private void task(Task task) {
        Set<String> outside = scope(task.parent());
        String where = task.pointer();
        jq(where, outside, task.condition());
        transform(where, outside, task.input());
        transform(where, outside, task.output());
        transform(where, outside, task.export());
        span(where, outside, task.timeout());
        step(where, outside, scope(task.id()), task.step());
    }

    /// The variables inside a task: its own and those of all around it.
    private Set<String> scope(int task) {
        var names = new HashSet<>(EVERYWHERE);
        for (int at = task; at >= 0; at = plan.task(at).parent()) {
            switch (plan.task(at).step()) {
                case Step.For loop -> {
                    names.add(loop.each());
                    names.add(loop.at());
                }
                case Step.Listen(_, _, Foreach each) when each != null -> {
                    names.add(each.item());
                    names.add(each.at());
                }
                case Step.Try attempt -> names.add(attempt.handler().as());
                case Step.Listen _,
                        Step.CallHttp _,
                        Step.CallActivity _,
                        Step.Do _,
                        Step.Emit _,
                        Step.Fork _,
                        Step.Raise _,
                        Step.RunWorkflow _,
                        Step.Set _,
                        Step.Switch _,
                        Step.Wait _ -> {}
            }
        }
        return names;
    }

    private void step(String where, Set<String> outside, Set<String> inside, Step step) {
        switch (step) {
            case Step.CallHttp call -> {
                Set<String> names = withSecrets(outside);
                template(where, names, call.endpoint());
                template(where, names, call.headers());
                template(where, names, call.query());
                template(where, names, call.body());
                template(where, names, call.authentication());
            }
            case Step.CallActivity call -> template(where, withSecrets(outside), call.arguments());
            case Step.Do _ -> {}
            case Step.Emit(Template event) -> template(where, outside, event);
            case Step.For loop -> {
                jq(where, outside, loop.in());
                jq(where, inside, loop.whileTrue());
                if (loop.loop() != null) {
                    jq(where, inside, loop.loop().key());
                }
            }
            case Step.Fork _ -> {}
            case Step.Listen listen -> listen(where, outside, inside, listen);
            case Step.Raise(Template error) -> template(where, outside, error);
            case Step.RunWorkflow run -> {
                template(where, outside, run.input());
                template(where, outside, run.workflowId());
            }
            case Step.Set(Template value) -> template(where, outside, value);
            case Step.Switch(var cases) -> cases.forEach(one -> jq(where, outside, one.when()));
            case Step.Try(_, Step.Catch handler) -> {
                jq(where, inside, handler.when());
                jq(where, inside, handler.exceptWhen());
                retry(where, inside, handler.retry());
            }
            case Step.Wait(Span duration) -> span(where, outside, duration);
        }
    }

    private void listen(String where, Set<String> outside, Set<String> inside, Step.Listen listen) {
        strategy(where, outside, listen.to());
        if (listen.foreach() != null) {
            transform(where, inside, listen.foreach().output());
            transform(where, inside, listen.foreach().export());
        }
    }

    private void strategy(String where, Set<String> names, Strategy strategy) {
        for (Filter filter : strategy.filters()) {
            filter.with().values().forEach(value -> template(where, names, value));
            filter.correlate()
                    .values()
                    .forEach(correlation -> {
                        jq(where, names, correlation.from());
                        template(where, names, correlation.expect());
                    });
        }
        switch (strategy.until()) {
            case null -> {}
            case Until.Holds(Jq condition) -> jq(where, names, condition);
            case Until.Heard(Strategy until) -> strategy(where, names, until);
        }
    }

    private void retry(String where, Set<String> names, @Nullable Retry retry) {
        if (retry != null) {
            jq(where, names, retry.when());
            jq(where, names, retry.exceptWhen());
            span(where, names, retry.delay());
            span(where, names, retry.maxDelay());
            span(where, names, retry.jitterFrom());
            span(where, names, retry.jitterTo());
            span(where, names, retry.attemptDuration());
            span(where, names, retry.duration());
        }
    }

    private static Set<String> withSecrets(Set<String> names) {
        var all = new HashSet<>(names);
        all.add("secrets");
        return all;
    }

    private void jq(String where, Set<String> names, @Nullable Jq jq) {
        if (jq != null) {
            visitor.expression(where, names, jq);
        }
    }

    private void span(String where, Set<String> names, @Nullable Span span) {
        if (span != null) {
            jq(where, names, span.computed());
        }
    }

    private void template(String where, Set<String> names, @Nullable Template template) {
        if (template != null) {
            visitor.template(where, names, template);
        }
    }

    private void transform(String where, Set<String> names, Transform transform) {
        template(where, names, transform.as());
        if (transform.schema() != null) {
            visitor.schema(where, transform.schema());
        }
    }
}
