package dev.belay.core.codec;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.Resumption;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.message.StartRequest.Parent;
import dev.belay.core.message.StartRequest.ReusePolicy;
import dev.belay.core.model.Failure;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fields of the values that events and messages share.
final class ValueFields {
    private ValueFields() {}

    static void write(FieldWriter w, RunKey run) {
        w.text(1, "workspace", run.workspace().name());
        w.text(2, "runId", run.runId().value());
    }

    static RunKey runKey(FieldReader r) {
        return new RunKey(new Workspace(r.text(1, "workspace")), new RunId(r.text(2, "runId")));
    }

    static void write(FieldWriter w, TaskQueue queue) {
        w.text(1, "lane", queue.lane().name());
        w.text(2, "name", queue.name());
    }

    static TaskQueue taskQueue(FieldReader r) {
        return new TaskQueue(new Lane(r.text(1, "lane")), r.text(2, "name"));
    }

    static void write(FieldWriter w, Failure failure) {
        w.text(1, "kind", lower(failure.kind()));
        w.text(2, "type", failure.type());
        w.text(3, "message", failure.message());
        w.flag(4, "retryable", failure.retryable());
        w.duration(5, "retryAfter", failure.retryAfter());
        w.text(6, "detail", failure.detail());
        w.object(7, "cause", failure.cause(), ValueFields::write);
    }

    static Failure failure(FieldReader r) {
        return new Failure(
                constant(FailureKind.class, r.text(1, "kind")),
                r.text(2, "type"),
                r.text(3, "message"),
                r.flag(4, "retryable"),
                r.durationOrNull(5, "retryAfter"),
                r.textOrNull(6, "detail"),
                r.objectOrNull(7, "cause", ValueFields::failure));
    }

    static void write(FieldWriter w, Outcome outcome) {
        switch (outcome) {
            case Outcome.Completed(var result) -> w.payload(1, "result", result);
            case Outcome.Failed(var failure) -> w.object(2, "failure", failure, ValueFields::write);
        }
    }

    static Outcome outcome(FieldReader r) {
        // The failure is the later field: where it is present, there is no result to read first.
        return outcome(r, 1, "result", 2, "failure");
    }

    static Outcome outcome(
            FieldReader r, int resultTag, String result, int failureTag, String failure) {
        @Nullable Failure failed =
                r.has(resultTag, result)
                        ? null
                        : r.object(failureTag, failure, ValueFields::failure);
        return failed == null
                ? new Outcome.Completed(r.payload(resultTag, result))
                : new Outcome.Failed(failed);
    }

    static void write(FieldWriter w, RetryPolicy policy) {
        w.number(1, "maximumAttempts", policy.maximumAttempts());
        w.duration(2, "initialInterval", policy.initialInterval());
        w.decimal(3, "coefficient", policy.coefficient());
        w.duration(4, "maximumInterval", policy.maximumInterval());
        w.decimal(5, "jitter", policy.jitter());
        w.texts(6, "nonRetryable", policy.nonRetryable());
    }

    static RetryPolicy retryPolicy(FieldReader r) {
        return new RetryPolicy(
                r.integer(1, "maximumAttempts"),
                r.duration(2, "initialInterval"),
                r.decimal(3, "coefficient"),
                r.duration(4, "maximumInterval"),
                r.decimal(5, "jitter"),
                r.texts(6, "nonRetryable"));
    }

    /// Nothing at all for [ActivityOptions#DEFAULT]: most activities have it.
    static void writeOptions(FieldWriter w, int tag, String name, ActivityOptions options) {
        w.object(
                tag,
                name,
                options.equals(ActivityOptions.DEFAULT) ? null : options,
                ValueFields::write);
    }

    static ActivityOptions options(FieldReader r, int tag, String name) {
        return Objects.requireNonNullElse(
                r.objectOrNull(tag, name, ValueFields::activityOptions), ActivityOptions.DEFAULT);
    }

    static void write(FieldWriter w, ActivityOptions options) {
        w.object(1, "retry", options.retry(), ValueFields::write);
        w.duration(2, "startToClose", options.startToClose());
        w.duration(3, "scheduleToStart", options.scheduleToStart());
        w.duration(4, "scheduleToClose", options.scheduleToClose());
        w.duration(5, "heartbeat", options.heartbeat());
        w.flag(6, "atMostOnce", options.atMostOnce());
    }

    static ActivityOptions activityOptions(FieldReader r) {
        return new ActivityOptions(
                r.object(1, "retry", ValueFields::retryPolicy),
                r.duration(2, "startToClose"),
                r.durationOrNull(3, "scheduleToStart"),
                r.durationOrNull(4, "scheduleToClose"),
                r.durationOrNull(5, "heartbeat"),
                r.flag(6, "atMostOnce"));
    }

    static void write(FieldWriter w, StartRequest request) {
        w.text(1, "workflowId", request.workflowId().value());
        w.text(2, "workflow", request.workflow());
        w.number(3, "version", request.version());
        w.text(4, "lane", request.lane().name());
        w.payload(5, "input", request.input());
        w.instant(6, "startAt", request.startAt());
        w.duration(7, "timeout", request.timeout());
        w.map(8, "attributes", request.attributes());
        w.map(9, "memo", request.memo());
        w.texts(10, "tags", request.tags());
        w.text(11, "reuse", request.reuse() == ReusePolicy.ALLOW ? null : lower(request.reuse()));
        w.text(
                12,
                "conflict",
                request.conflict() == ConflictPolicy.FAIL ? null : lower(request.conflict()));
        w.object(13, "parent", request.parent(), ValueFields::write);
        w.text(
                14,
                "continuedFrom",
                request.continuedFrom() == null ? null : request.continuedFrom().value());
        w.list(15, "carried", request.carried(), InboxFields::write);
        w.object(16, "resumed", request.resumed(), ValueFields::write);
    }

    static StartRequest startRequest(FieldReader r) {
        return new StartRequest(
                new WorkflowId(r.text(1, "workflowId")),
                r.text(2, "workflow"),
                r.integer(3, "version"),
                new Lane(r.text(4, "lane")),
                r.payload(5, "input"),
                r.instantOrNull(6, "startAt"),
                r.durationOrNull(7, "timeout"),
                r.map(8, "attributes"),
                r.map(9, "memo"),
                r.texts(10, "tags"),
                constantOr(ReusePolicy.ALLOW, r.textOrNull(11, "reuse")),
                constantOr(ConflictPolicy.FAIL, r.textOrNull(12, "conflict")),
                r.objectOrNull(13, "parent", ValueFields::parent),
                runIdOrNull(r, 14, "continuedFrom"),
                r.list(15, "carried", InboxFields::read),
                r.objectOrNull(16, "resumed", ValueFields::resumption));
    }

    private static void write(FieldWriter w, Resumption resumed) {
        w.text(1, "of", resumed.of().value());
        w.text(2, "origin", resumed.origin().value());
        w.number(3, "before", resumed.before());
        w.texts(
                4,
                "again",
                resumed.again().stream()
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
        w.number(5, "copied", resumed.copied());
        w.flag(6, "tells", resumed.tells());
    }

    private static Resumption resumption(FieldReader r) {
        return new Resumption(
                new RunId(r.text(1, "of")),
                new RunId(r.text(2, "origin")),
                r.number(3, "before"),
                r.texts(4, "again").stream().map(Integer::valueOf).collect(Collectors.toSet()),
                r.number(5, "copied"),
                r.flag(6, "tells"));
    }

    private static void write(FieldWriter w, Parent parent) {
        w.object(1, "run", parent.run(), ValueFields::write);
        w.text(2, "lane", parent.lane().name());
        w.number(3, "commandId", parent.commandId());
    }

    private static Parent parent(FieldReader r) {
        return new Parent(
                r.object(1, "run", ValueFields::runKey),
                new Lane(r.text(2, "lane")),
                r.integer(3, "commandId"));
    }

    static @Nullable RunId runIdOrNull(FieldReader r, int tag, String name) {
        String value = r.textOrNull(tag, name);
        return value == null ? null : new RunId(value);
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E constant(Class<E> type, String text) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new BelayException(
                    ErrorCode.UNSUPPORTED_HISTORY,
                    "%s '%s' is not known to this build; a newer build wrote it"
                            .formatted(type.getSimpleName(), text),
                    e);
        }
    }

    private static <E extends Enum<E>> E constantOr(E fallback, @Nullable String text) {
        return text == null ? fallback : constant(fallback.getDeclaringClass(), text);
    }
}
