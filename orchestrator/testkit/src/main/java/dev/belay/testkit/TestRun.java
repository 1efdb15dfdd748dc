package dev.belay.testkit;

import dev.belay.core.client.RunResult;
import dev.belay.core.decider.CommandText;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.workflow.QueryType;
import dev.belay.core.workflow.SignalType;
import dev.belay.json.ExportedHistory;
import dev.belay.json.HistoryExport;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A run in a [TestEnvironment].
public final class TestRun<O> {
    private static final int ALL = 1_000_000;

    private final TestEnvironment environment;
    private final RunKey key;
    private final Class<O> output;

    TestRun(TestEnvironment environment, RunKey key, Class<O> output) {
        this.environment = environment;
        this.key = key;
        this.output = output;
    }

    public RunKey key() {
        return key;
    }

    public RunStatus status() {
        return environment
                .ports()
                .index()
                .head(key)
                .map(head -> head.status())
                .orElse(RunStatus.SCHEDULED);
    }

    /// The result of the run, or of the run that it continued as.
    ///
    /// @throws AssertionError when the run did not complete, with its history
    public O result() {
        RunResult ended = ended();
        Payload result = ended.result();
        if (result == null) {
            throw new AssertionError(explain());
        }
        return nullable(environment.payloads().read(key.workspace(), result, output));
    }

    @SuppressWarnings("NullAway") // The result of a workflow of `Void` is null.
    private static <T> T nullable(@Nullable T value) {
        return value;
    }

    /// @throws AssertionError when the run did not fail, with its history
    public Failure failure() {
        Failure failure = ended().failure();
        if (failure == null) {
            throw new AssertionError(explain());
        }
        return failure;
    }

    public RunResult ended() {
        try {
            return environment.client().result(key, Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public <T> void signal(SignalType<T> signal, T content) {
        Payload payload = environment.payloads().write(key.workspace(), "signal", content);
        environment.client().signal(key, signal.name(), payload, null);
    }

    public <A, R> R query(QueryType<A, R> query, @Nullable A argument) {
        Payload payload = environment.payloads().write(key.workspace(), "argument", argument);
        Payload answer = environment.queries().query(key, query.name(), payload);
        return nullable(environment.payloads().read(key.workspace(), answer, query.answer()));
    }

    public List<Batch> history() {
        return environment.client().history(key, 0, ALL);
    }

    public Stream<HistoryEvent> events() {
        return history().stream().flatMap(batch -> batch.events().stream());
    }

    /// Events of one kind.
    public <E extends HistoryEvent> List<E> events(Class<E> kind) {
        return events().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// The history so far with all that a replay of it takes: for a [replay
    /// verifier][dev.belay.testkit.replay.ReplayVerifier], or for a file.
    public ExportedHistory export() {
        return HistoryExport.of(environment.ports().history(), environment.ports().payloads(), key);
    }

    /// The history in words, one event a line.
    public String explain() {
        var text = new StringBuilder("run %s is %s%n".formatted(key, status()));
        for (Batch batch : history()) {
            text.append("%4d  %s%n".formatted(batch.number(), batch.time()));
            for (HistoryEvent event : batch.events()) {
                String line =
                        event instanceof HistoryEvent.CommandIssued(int id, var command)
                                ? "#%d %s".formatted(id, CommandText.of(command))
                                : event.toString();
                text.append("      ").append(line).append(System.lineSeparator());
            }
        }
        return text.toString();
    }
}
