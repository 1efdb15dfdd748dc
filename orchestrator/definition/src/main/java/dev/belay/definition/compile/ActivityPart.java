package dev.belay.definition.compile;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.Presets;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.definition.model.TaskKind;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.text.SourceNode;
import dev.belay.flow.plan.Span;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the activity behind a call is tried: Belay's defaults, changed by the task's metadata.
///
/// A call that a `try` with a retry policy encloses is tried once, so that attempts do not
/// multiply; any other as a call of somebody else's API.
final class ActivityPart {
    static final List<String> SETTINGS =
            List.of("loop", "retry", "timeout", "atMostOnce", "idempotencyKey");
    private static final List<String> RETRY =
            List.of("maxAttempts", "delay", "maxDelay", "coefficient", "jitter", "nonRetryable");
    private static final List<String> TIMEOUT = List.of("attempt", "queue", "total", "heartbeat");

    /// The failures of a request that the activity takes for passing ones.
    private static final RetryPolicy ANSWERED_ONCE =
            RetryPolicy.exponential(3, Duration.ofSeconds(1))
                    .withNonRetryable(
                            "http-408",
                            "http-425",
                            "http-429",
                            "http-500",
                            "http-502",
                            "http-503",
                            "http-504",
                            "http-timeout",
                            "http-tls",
                            "http-unknown-host",
                            "http-unreachable");

    private final Compilation compilation;
    private final Metadata metadata;

    ActivityPart(Compilation compilation) {
        this.compilation = compilation;
        this.metadata = new Metadata(compilation.problems);
    }

    Optional<SourceNode> settings(SourceNode body) {
        return metadata.settings(body, SETTINGS);
    }

    /// A setting that a kind of task does not heed would be a promise that nobody keeps.
    void checkSettings(SourceNode body, TaskKind kind) {
        List<String> heeded =
                switch (kind) {
                    case FOR -> List.of("loop");
                    case CALL, RUN -> List.of("retry", "timeout", "atMostOnce", "idempotencyKey");
                    case DO, FORK, EMIT, LISTEN, RAISE, SET, SWITCH, TRY, WAIT -> List.of();
                };
        for (SourceNode setting :
                body.find("metadata", "belay").map(SourceNode::fields).orElse(List.of())) {
            if (SETTINGS.contains(setting.key()) && !heeded.contains(setting.key())) {
                compilation.problems.atKey(
                        setting,
                        ProblemCode.INVALID_METADATA,
                        "'%s' means nothing for a task that is '%s'"
                                .formatted(setting.key(), kind.key()),
                        heeded.isEmpty()
                                ? "remove it"
                                : "remove it; what counts here is " + String.join(", ", heeded));
            }
        }
    }

    /// For an HTTP request.
    ActivityOptions requestOptions(
            SourceNode body, @Nullable Span taskTimeout, Variables variables) {
        return options(body, taskTimeout, variables.retried() ? ANSWERED_ONCE : null);
    }

    ActivityOptions options(SourceNode body, @Nullable Span taskTimeout, Variables variables) {
        return options(body, taskTimeout, variables.retried() ? RetryPolicy.NONE : null);
    }

    private ActivityOptions options(
            SourceNode body, @Nullable Span taskTimeout, @Nullable RetryPolicy policy) {
        ActivityOptions options =
                policy == null ? Presets.EXTERNAL_API : Presets.EXTERNAL_API.withRetry(policy);
        Optional<SourceNode> settings = settings(body);
        boolean stated = false;
        try {
            if (settings.isPresent()) {
                SourceNode own = settings.get();
                if (own.get("retry").isPresent()) {
                    options = options.withRetry(retry(own.get("retry").get(), options.retry()));
                }
                if (own.get("timeout").isPresent()) {
                    options = timeouts(own.get("timeout").get(), options);
                    stated = own.find("timeout", "attempt").isPresent();
                }
                if (metadata.flag(own, "atMostOnce").orElse(false)) {
                    options = options.atMostOncePerAttempt();
                }
            }
            return within(body, taskTimeout, options, stated);
        } catch (BelayException refused) {
            compilation.problems.atKey(
                    settings.orElse(body),
                    refused.code() == ErrorCode.RETRY_HIERARCHY
                            ? ProblemCode.RETRY_HIERARCHY
                            : ProblemCode.INVALID_RETRY,
                    "these settings cannot hold: " + reason(refused),
                    "change 'retry' or 'timeout' so that the longer time holds the shorter");
            return ActivityOptions.DEFAULT;
        }
    }

    /// An attempt cannot take longer than its task: one that states nothing is shortened, one that
    /// states more is a mistake.
    private ActivityOptions within(
            SourceNode body, @Nullable Span timeout, ActivityOptions options, boolean stated) {
        Duration limit = timeout == null ? null : timeout.fixed();
        if (limit == null || limit.isZero() || options.startToClose().compareTo(limit) <= 0) {
            return options;
        }
        if (stated) {
            compilation.problems.atKey(
                    body.get("timeout").orElse(body),
                    ProblemCode.RETRY_HIERARCHY,
                    "the task ends after %s, but one attempt may take %s"
                            .formatted(limit, options.startToClose()),
                    "make the task's timeout at least as long as its metadata's timeout.attempt");
            return options;
        }
        Duration heartbeat = options.heartbeat();
        return heartbeat != null && heartbeat.compareTo(limit) > 0
                ? options.withHeartbeat(limit).withStartToClose(limit)
                : options.withStartToClose(limit);
    }

    private RetryPolicy retry(SourceNode node, RetryPolicy base) {
        metadata.requireKnown(node, RETRY);
        int attempts =
                metadata.number(node, "maxAttempts", 1, 1_000).orElse(base.maximumAttempts());
        Duration first = duration(node, "delay").orElse(base.initialInterval());
        double coefficient = decimal(node, "coefficient").orElse(base.coefficient());
        Duration most =
                duration(node, "maxDelay")
                        .orElse(
                                base.maximumInterval().compareTo(first) < 0
                                        ? first
                                        : base.maximumInterval());
        double jitter = decimal(node, "jitter").orElse(base.jitter());
        var never = new LinkedHashSet<String>();
        node.get("nonRetryable")
                .ifPresent(list -> list.items().forEach(type -> never.add(type.text())));
        return new RetryPolicy(attempts, first, coefficient, most, jitter, never);
    }

    private ActivityOptions timeouts(SourceNode node, ActivityOptions options) {
        metadata.requireKnown(node, TIMEOUT);
        return new ActivityOptions(
                options.retry(),
                duration(node, "attempt").orElse(options.startToClose()),
                duration(node, "queue").orElse(null),
                duration(node, "total").orElse(null),
                duration(node, "heartbeat").orElse(null),
                options.atMostOnce());
    }

    private Optional<Duration> duration(SourceNode parent, String key) {
        return parent.get(key).map(compilation.durations::fixed);
    }

    private Optional<Double> decimal(SourceNode parent, String key) {
        return parent.get(key)
                .map(node -> {
                    if (!node.value().isNumber()) {
                        metadata.invalid(
                                node, "'%s' is no number".formatted(key), "write a number");
                    }
                    return node.value().asDouble(1);
                });
    }

    private static String reason(BelayException refused) {
        String message = String.valueOf(refused.getMessage());
        int end = message.lastIndexOf(" (docs/");
        return message.substring(message.indexOf("] ") + 2, end < 0 ? message.length() : end);
    }
}
