package dev.belay.chaos;

import dev.belay.core.client.RunClient;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.message.StartRequest.ReusePolicy;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.json.JacksonPayloadCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Callers who start runs, signal them, and wait for their end; what an earlier process of this
/// load left undone comes first. A caller who does not get an answer asks again, as callers do.
final class Load {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long PAUSE_MILLIS = 50;

    private final JacksonPayloadCodec codec = new JacksonPayloadCodec();
    private final RunClient client;
    private final Notes notes;
    private final int callers;
    private final int host;
    private final int hosts;
    private final Queue<Integer> undone = new ConcurrentLinkedQueue<>();
    private final AtomicInteger next = new AtomicInteger();

    Load(RunClient client, Notes notes, Settings settings) {
        this.client = client;
        this.notes = notes;
        this.callers = (int) settings.number("callers");
        this.host = (int) settings.number("host");
        this.hosts = (int) settings.number("hosts");
    }

    static WorkflowId workflowId(int number) {
        return new WorkflowId("run-" + number);
    }

    void run() throws InterruptedException, ExecutionException {
        notes.open().stream().filter(this::isMine).forEach(undone::add);
        int last = notes.planned().stream().filter(this::isMine).mapToInt(n -> n).max().orElse(-1);
        next.set(last < 0 ? host : last + hosts);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                working.add(
                        threads.submit(() -> {
                            work();
                            return true;
                        }));
            }
            for (Future<?> caller : working) {
                caller.get();
            }
        }
    }

    private boolean isMine(int number) {
        return number % hosts == host;
    }

    private void work() throws Exception {
        for (Integer number = undone.poll(); number != null; number = undone.poll()) {
            see(number);
        }
        while (!notes.isEnough()) {
            int number = next.getAndAdd(hosts);
            notes.planned(number);
            see(number);
        }
    }

    private void see(int number) throws Exception {
        RunKey run = insist(() -> start(number));
        notes.promised(run);
        if (Shapes.takesSignals(number)) {
            signal(number, run);
        }
        insist(() -> client.result(run, PATIENCE));
        notes.done(number);
    }

    private RunKey start(int number) {
        var workflow = Shapes.of(number);
        var request =
                StartRequest.of(
                                workflowId(number),
                                workflow.name(),
                                Lane.SYSTEM,
                                new Payload.Inline(codec.write(Shapes.input(number))))
                        .withPolicies(ReusePolicy.REJECT, ConflictPolicy.USE_EXISTING);
        try {
            return client.start(Workspace.DEFAULT, request).run();
        } catch (BelayException duplicate) {
            if (duplicate.code() != ErrorCode.DUPLICATE_RUN) {
                throw duplicate;
            }
            return client.find(Workspace.DEFAULT, workflowId(number));
        }
    }

    private void signal(int number, RunKey run) throws Exception {
        for (int i = 0; i < Shapes.SIGNALS; i++) {
            for (String sender : Shapes.SENDERS) {
                String word = sender + i;
                var content = new Payload.Inline(codec.write(word));
                boolean accepted =
                        insist(() -> {
                            try {
                                client.signal(run, Shapes.WORD.name(), content, word);
                                return true;
                            } catch (BelayException closed) {
                                if (closed.code() != ErrorCode.RUN_CLOSED) {
                                    throw closed;
                                }
                                // It was accepted before a kill, and this caller was not told.
                                return false;
                            }
                        });
                if (accepted) {
                    notes.accepted(number, run, sender, word);
                }
            }
        }
    }

    /// Asks until there is an answer.
    private static <T> T insist(Callable<T> request) throws Exception {
        while (true) {
            try {
                return request.call();
            } catch (BelayException failed) {
                if (!failed.code().isOutage()) {
                    throw failed;
                }
                System.out.println("refused [%s]".formatted(failed.code().code()));
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
