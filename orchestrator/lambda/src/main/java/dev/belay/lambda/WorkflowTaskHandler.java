package dev.belay.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.belay.aws.MessageBodies;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage;
import dev.belay.core.model.Limits;
import dev.belay.core.model.RunKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Gatherers;

/// A batch of workflow tasks from SQS in, the messages to deliver again out.
///
/// All messages of one run go into one advance, in their order; different runs are advanced side by
/// side. What fails is handed back run by run, and a message that cannot be read alone.
public final class WorkflowTaskHandler {
    private static final Logger LOG = System.getLogger(WorkflowTaskHandler.class.getName());

    /// What must be left of the invocation for another run: a decision that takes as long as it
    /// may, and the writing.
    static final Duration RESERVE = Limits.DECISION_MAX.plusSeconds(5);

    private static final int RUNS_AT_ONCE = 8;
    private static final Duration BARELY = Duration.ofSeconds(1);

    private final Advances advances;
    private final Redelivery redelivery;
    private final InstantSource clock;
    private final MetricLog metrics;

    WorkflowTaskHandler(
            Advances advances, Redelivery redelivery, InstantSource clock, MetricLog metrics) {
        this.advances = advances;
        this.redelivery = redelivery;
        this.clock = clock;
        this.metrics = metrics;
    }

    /// `Orchestrator.advance`.
    @FunctionalInterface
    interface Advances {
        void advance(RunKey run, List<RunMessage> messages);
    }

    /// @param deadline when the function's time is up
    public SQSBatchResponse handle(SQSEvent batch, Instant deadline) {
        var groups = new LinkedHashMap<RunKey, Group>();
        var failed = new ArrayList<SQSMessage>();
        for (SQSMessage envelope : Envelopes.of(batch)) {
            try {
                RunMessage message = read(envelope);
                groups.computeIfAbsent(message.run(), _ -> new Group()).add(envelope, message);
            } catch (BelayException e) {
                LOG.log(
                        Level.WARNING,
                        "message %s is handed back: %s".formatted(envelope.getMessageId(), e));
                pauseByCount(envelope);
                failed.add(envelope);
            }
        }
        advanceAll(groups, deadline, failed);
        if (!failed.isEmpty()) {
            metrics.count("WorkflowTasksHandedBack", failed.size());
        }
        return new SQSBatchResponse(
                failed.stream()
                        .map(envelope -> new BatchItemFailure(envelope.getMessageId()))
                        .toList());
    }

    private static RunMessage read(SQSMessage envelope) {
        QueueMessage message = MessageBodies.read(envelope.getBody());
        if (message instanceof RunMessage forRun) {
            return forRun;
        }
        throw new BelayException(
                ErrorCode.INVALID_REQUEST,
                "a %s came to an orchestrator's queue, expected a workflow task"
                        .formatted(message.getClass().getSimpleName()));
    }

    private void advanceAll(Map<RunKey, Group> groups, Instant deadline, List<SQSMessage> failed) {
        var advancing = new LinkedHashMap<RunKey, FutureTask<Boolean>>();
        groups.forEach((run, group) ->
                advancing.put(run, new FutureTask<>(() -> advance(run, group, deadline))));
        runAll(advancing.values());
        advancing.forEach((run, advance) -> {
            List<SQSMessage> envelopes = groups.getOrDefault(run, new Group()).envelopes;
            if (!succeeded(run, advance, envelopes)) {
                failed.addAll(envelopes);
            }
        });
    }

    /// A run that is alone is advanced on this thread: to hand it to another, which blocks in every
    /// request and every branch of the workflow's code, costs more than the decision itself.
    private static void runAll(Collection<FutureTask<Boolean>> advances) {
        if (advances.size() == 1) {
            advances.forEach(FutureTask::run);
            return;
        }
        try (var threads =
                Executors.newFixedThreadPool(RUNS_AT_ONCE, Thread.ofVirtual().factory())) {
            advances.forEach(threads::execute);
        }
    }

    /// @return false when there was no time for it
    private boolean advance(RunKey run, Group group, Instant deadline) {
        if (clock.instant().isAfter(deadline.minus(RESERVE))) {
            return false;
        }
        group.messages.stream()
                .gather(Gatherers.windowFixed(Limits.MESSAGES_PER_ADVANCE_MAX))
                .forEach(messages -> advances.advance(run, messages));
        return true;
    }

    private boolean succeeded(RunKey run, Future<Boolean> advance, List<SQSMessage> envelopes) {
        try {
            if (advance.get()) {
                return true;
            }
            envelopes.forEach(envelope -> redelivery.after(envelope, BARELY));
        } catch (ExecutionException e) {
            LOG.log(
                    Level.WARNING,
                    "%d messages for run %s are handed back: %s"
                            .formatted(envelopes.size(), run, e.getCause()));
            envelopes.forEach(this::pauseByCount);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void pauseByCount(SQSMessage envelope) {
        redelivery.after(envelope, Pauses.after(Envelopes.receiveCount(envelope)));
    }

    /// The messages of one run, in the order of the batch.
    private static final class Group {
        final List<SQSMessage> envelopes = new ArrayList<>();
        final List<RunMessage> messages = new ArrayList<>();

        void add(SQSMessage envelope, RunMessage message) {
            envelopes.add(envelope);
            messages.add(message);
        }
    }
}
