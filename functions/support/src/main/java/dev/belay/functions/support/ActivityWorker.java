package dev.belay.functions.support;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.AttemptStore;
import dev.belay.core.port.PayloadCodec;
import dev.belay.core.port.PayloadStore;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.port.TaskQueues.Outgoing;
import dev.belay.functions.support.AttemptRunner.Ending;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Performs attempts and reports how they ended. Safe for use by many threads.
///
/// A task that comes again says that the attempt was lost with its host: it is reported as LOST and
/// not performed, so that an attempt that kills its host uses up its retries like any other. Only a
/// task that must be begun at most once has a start marker, which tells exactly: it is performed
/// until the marker is there, and never afterwards.
public final class ActivityWorker {
    /// What is kept free at the end of a host, and of a held message, to report a timeout.
    static final Duration REPORTING = Duration.ofSeconds(2);

    private final ActivityRegistry activities;
    private final PayloadCodec codec;
    private final PayloadKeeper payloads;
    private final AttemptStore attempts;
    private final TaskQueues queues;
    private final InstantSource clock;
    private final AttemptRunner runner;

    public ActivityWorker(
            ActivityRegistry activities,
            PayloadCodec codec,
            PayloadStore payloads,
            AttemptStore attempts,
            TaskQueues queues,
            InstantSource clock,
            AttemptRunner runner) {
        this.activities = activities;
        this.codec = codec;
        this.payloads = new PayloadKeeper(payloads);
        this.attempts = attempts;
        this.queues = queues;
        this.clock = clock;
        this.runner = runner;
    }

    public AttemptReport handle(ActivityTask task, int receiveCount) {
        return handle(task, receiveCount, AttemptHost.UNLIMITED);
    }

    /// Performs the attempt where that is still right, and tells the run how it ended. The task may
    /// be acknowledged when this returns, and must not be when it throws.
    ///
    /// @param receiveCount from 1; more than 1 says that an earlier delivery was not acknowledged
    public AttemptReport handle(ActivityTask task, int receiveCount, AttemptHost host) {
        AttemptReport report = outcome(task, receiveCount, host);
        boolean interrupted = Thread.interrupted();
        try {
            queues.send(
                    List.of(Outgoing.now(TaskQueue.orchestrator(task.lane()), report.message())));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return report;
    }

    private AttemptReport outcome(ActivityTask task, int receiveCount, AttemptHost host) {
        Optional<BoundActivity<?, ?>> activity = activities.find(task.activity());
        if (activity.isEmpty()) {
            return refused(task, unknown(task));
        }
        // A first delivery that comes too late is not begun; a later one may have been begun in
        // time.
        Failure tooLate = receiveCount == 1 ? expired(task) : null;
        if (tooLate == null) {
            tooLate = lost(task, receiveCount);
        }
        if (tooLate == null) {
            tooLate = expired(task);
        }
        if (tooLate != null) {
            return refused(task, tooLate);
        }
        BoundActivity.Code code;
        try {
            byte[] input = payloads.bytes(task.run().workspace(), task.input());
            code = activity.get().prepare(codec, input);
        } catch (RuntimeException e) {
            return refused(task, Failures.around(e));
        }
        return new AttemptReport(task, perform(task, code, host), true);
    }

    private @Nullable Failure lost(ActivityTask task, int receiveCount) {
        if (isBegunAtMostOnce(task.options())) {
            return attempts.begin(task.run(), task.activityId(), task.attempt())
                    ? null
                    : Failure.lost(
                            "attempt %d was begun before and its host was lost; whether it took effect is not known"
                                    .formatted(task.attempt()));
        }
        return receiveCount <= 1
                ? null
                : Failure.lost(
                        "attempt %d was lost with its host: its task was delivered %d times and never acknowledged"
                                .formatted(task.attempt(), receiveCount));
    }

    /// An activity with a single attempt must not lose it to a delivery that never reached its
    /// code; and where the wait for a worker is limited, the marker tells the orchestrator that the
    /// wait is over.
    private static boolean isBegunAtMostOnce(ActivityOptions options) {
        return options.atMostOnce()
                || options.scheduleToStart() != null
                || options.retry().maximumAttempts() == 1;
    }

    private @Nullable Failure expired(ActivityTask task) {
        Duration limit = task.options().scheduleToStart();
        Duration waited = Duration.between(task.scheduledAt(), clock.instant());
        return limit == null || waited.compareTo(limit) <= 0
                ? null
                : Failure.timeout(
                        Failure.SCHEDULE_TO_START,
                        "attempt %d waited %s for a worker, expected at most %s"
                                .formatted(task.attempt(), waited, limit));
    }

    private Failure unknown(ActivityTask task) {
        return Failures.engine(
                ErrorCode.UNKNOWN_ACTIVITY,
                "this worker has no activity '%s', only %s; deploy a worker that has it, or name its queue with onQueue"
                        .formatted(task.activity(), activities.names().stream().sorted().toList()),
                true);
    }

    private static AttemptReport refused(ActivityTask task, Failure failure) {
        return new AttemptReport(task, new Outcome.Failed(failure), false);
    }

    private Outcome perform(ActivityTask task, BoundActivity.Code code, AttemptHost host) {
        Instant begun = clock.instant();
        Instant limit = begun.plus(task.options().startToClose());
        Instant hostLimit = host.deadline().minus(REPORTING);
        var watch =
                new AttemptWatch(
                        clock,
                        hostLimit.isBefore(limit) ? hostLimit : limit,
                        task.options().heartbeat());
        var attempt = new RunningAttempt(task, watch, host, attempts, codec, payloads);
        attempt.hold();
        Ending ending = runner.run(watch, () -> code.perform(attempt));
        if (!(ending instanceof Ending.Returned)) {
            attempt.flush();
        }
        return switch (ending) {
            case Ending.Returned(var result) -> completed(task, result);
            case Ending.Threw(var thrown) -> new Outcome.Failed(Failures.thrown(thrown));
            case Ending.TimedOut(var timeout) ->
                    new Outcome.Failed(timedOut(task, timeout, begun, watch));
            case Ending.HostStopped() -> {
                Thread.currentThread().interrupt();
                yield new Outcome.Failed(
                        Failure.lost(
                                "attempt %d was stopped with its host".formatted(task.attempt())));
            }
        };
    }

    private Outcome completed(ActivityTask task, @Nullable Object result) {
        try {
            Payload kept = payloads.keep(task.run().workspace(), codec.write(result));
            return new Outcome.Completed(kept);
        } catch (RuntimeException e) {
            return new Outcome.Failed(Failures.around(e));
        }
    }

    private static Failure timedOut(
            ActivityTask task, String timeout, Instant begun, AttemptWatch watch) {
        if (timeout.equals(Failure.HEARTBEAT)) {
            return Failure.timeout(
                    timeout,
                    "attempt %d was silent for %s, its heartbeat timeout, and was given up"
                            .formatted(task.attempt(), task.options().heartbeat()));
        }
        Duration given = Duration.between(begun, watch.deadline());
        return Failure.timeout(
                timeout,
                given.compareTo(task.options().startToClose()) < 0
                        ? "attempt %d was given up after %s because its host ends; startToClose is %s"
                                .formatted(task.attempt(), given, task.options().startToClose())
                        : "attempt %d did not end within startToClose %s and was given up"
                                .formatted(task.attempt(), given));
    }
}
