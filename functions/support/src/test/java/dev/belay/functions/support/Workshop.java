package dev.belay.functions.support;

import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.RunMessage.ActivityReported;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.TaskQueues;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.memory.InMemoryAttemptStore;
import dev.belay.memory.InMemoryPayloadStore;
import dev.belay.memory.InMemoryTaskQueues;
import dev.belay.memory.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A worker of one activity over in-memory ports.
final class Workshop {
    static final ActivityType<String, Object> GREET =
            ActivityType.of("greet", String.class, Object.class);
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final RunKey RUN = new RunKey(new Workspace("acme"), RunId.of(NOON, 1, 2));
    static final ActivityOptions ONCE = ActivityOptions.DEFAULT.atMostOncePerAttempt();
    static final ActivityOptions SINGLE = ActivityOptions.DEFAULT.withRetry(RetryPolicy.NONE);

    final VirtualClock clock = new VirtualClock(NOON);
    final InMemoryAttemptStore attempts = new InMemoryAttemptStore();
    final InMemoryPayloadStore payloads = new InMemoryPayloadStore();
    final InMemoryTaskQueues queues = new InMemoryTaskQueues(clock, 10);
    final AtomicInteger performed = new AtomicInteger();

    ActivityWorker worker(Activity<String, Object> activity) {
        return worker(activity, AttemptRunner.inline(), clock, queues);
    }

    ActivityWorker worker(
            Activity<String, Object> activity,
            AttemptRunner runner,
            InstantSource time,
            TaskQueues reports) {
        Activity<String, Object> counted =
                (input, attempt) -> {
                    performed.incrementAndGet();
                    return activity.perform(input, attempt);
                };
        return new ActivityWorker(
                ActivityRegistry.of(GREET, counted),
                new JacksonPayloadCodec(),
                payloads,
                attempts,
                reports,
                time,
                runner);
    }

    /// Everything that was reported to the run's orchestrator.
    List<ActivityReported> reported() {
        return queues
                .receive(
                        TaskQueue.orchestrator(Lane.AUTOMATION),
                        10,
                        Duration.ZERO,
                        Duration.ofMinutes(1))
                .stream()
                .map(delivery -> (ActivityReported) delivery.message())
                .toList();
    }

    static ActivityTask task() {
        return task(ActivityOptions.DEFAULT);
    }

    static ActivityTask task(ActivityOptions options) {
        return task(Payload.Inline.of("\"Ada\""), options, 1);
    }

    static ActivityTask task(Payload input, ActivityOptions options, int attempt) {
        return new ActivityTask(
                RUN, Lane.AUTOMATION, GREET.name(), 7, attempt, input, options, NOON);
    }

    static Failure failure(AttemptReport report) {
        return ((Outcome.Failed) report.outcome()).failure();
    }

    static Payload result(AttemptReport report) {
        return ((Outcome.Completed) report.outcome()).result();
    }
}
