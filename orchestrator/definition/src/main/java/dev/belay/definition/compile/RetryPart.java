package dev.belay.definition.compile;

import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.text.SourceNode;
import dev.belay.flow.plan.Retry;
import dev.belay.flow.plan.Retry.Backoff;
import dev.belay.flow.plan.Span;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Retry policies of `try`, and whether their parts hold together.
final class RetryPart {
    private final Compilation compilation;

    RetryPart(Compilation compilation) {
        this.compilation = compilation;
    }

    @Nullable Retry retry(SourceNode handler, Variables variables) {
        Optional<SourceNode> policy =
                handler.get("retry")
                        .flatMap(node ->
                                compilation.components.resolve(
                                        node, "retries", ProblemCode.UNKNOWN_RETRY));
        return policy.filter(SourceNode::isObject)
                .map(node -> policy(node, variables))
                .orElse(null);
    }

    /// Checks the reusable policies, also those that nothing uses.
    Retry policy(SourceNode node, Variables variables) {
        var durations = compilation.durations;
        Span delay = durations.span(node, "delay", variables);
        Optional<SourceNode> backoff = node.get("backoff");
        Backoff kind = backoff.map(RetryPart::kind).orElse(Backoff.CONSTANT);
        Span maxDelay =
                backoff.stream()
                        .flatMap(of -> of.fields().stream())
                        .findFirst()
                        .map(settings -> durations.span(settings, "maxDelay", variables))
                        .orElse(null);
        Optional<SourceNode> limit = node.get("limit");
        Optional<SourceNode> attempt = limit.flatMap(of -> of.get("attempt"));
        Span total = limit.map(of -> durations.span(of, "duration", variables)).orElse(null);
        Span one = attempt.map(of -> durations.span(of, "duration", variables)).orElse(null);
        Span from =
                node.find("jitter").map(of -> durations.span(of, "from", variables)).orElse(null);
        Span to = node.find("jitter").map(of -> durations.span(of, "to", variables)).orElse(null);
        Integer retries = attempt.flatMap(of -> of.get("count")).map(this::count).orElse(null);
        check(node, delay, maxDelay, one, total, from, to);
        backoff.flatMap(of -> of.fields().stream().findFirst()).ifPresent(this::settings);
        return new Retry(
                compilation.expressions.expression(node, "when", variables),
                compilation.expressions.expression(node, "exceptWhen", variables),
                delay,
                kind,
                maxDelay,
                to == null ? null : from,
                from == null ? null : to,
                retries,
                one,
                total);
    }

    private static Backoff kind(SourceNode backoff) {
        return backoff.get("exponential").isPresent()
                ? Backoff.EXPONENTIAL
                : backoff.get("linear").isPresent() ? Backoff.LINEAR : Backoff.CONSTANT;
    }

    private void settings(SourceNode settings) {
        for (SourceNode field : settings.fields()) {
            if (!field.key().equals("maxDelay")) {
                compilation.problems.atKey(
                        field,
                        ProblemCode.INVALID_RETRY,
                        "'%s' of the backoff means nothing here".formatted(field.key()),
                        "remove it; 'maxDelay' is what can be set");
            }
        }
    }

    private Integer count(SourceNode node) {
        int count = node.value().asInt(-1);
        if (count < 1) {
            compilation.problems.at(
                    node,
                    ProblemCode.INVALID_RETRY,
                    "%s retries is none".formatted(node.value()),
                    "write 1 or more, or remove 'retry'");
            return 1;
        }
        return count;
    }

    private void check(
            SourceNode node,
            @Nullable Span delay,
            @Nullable Span maxDelay,
            @Nullable Span one,
            @Nullable Span total,
            @Nullable Span from,
            @Nullable Span to) {
        longer(
                node,
                one,
                total,
                "one attempt may take %s, but all together only %s",
                "make limit.duration longer than limit.attempt.duration");
        longer(
                node,
                delay,
                total,
                "the delay is %s, but no attempt may begin after %s, so nothing is ever retried",
                "make limit.duration longer than delay");
        longer(
                node,
                delay,
                maxDelay,
                "the first delay is %s, but at most %s are allowed",
                "make maxDelay at least as long as delay");
        longer(
                node,
                from,
                to,
                "the jitter begins at %s and ends before that, at %s",
                "make jitter.to at least as long as jitter.from");
    }

    private void longer(
            SourceNode node, @Nullable Span a, @Nullable Span b, String message, String fix) {
        Duration first = a == null ? null : a.fixed();
        Duration second = b == null ? null : b.fixed();
        if (first != null && second != null && first.compareTo(second) > 0) {
            compilation.problems.atKey(
                    node,
                    ProblemCode.RETRY_HIERARCHY,
                    "this retry policy cannot hold: " + message.formatted(first, second),
                    fix);
        }
    }
}
