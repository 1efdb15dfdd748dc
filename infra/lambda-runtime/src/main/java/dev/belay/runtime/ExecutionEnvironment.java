package dev.belay.runtime;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One process of a function and its runtime API. A process that ended is started again when the
/// next event comes.
final class ExecutionEnvironment implements AutoCloseable {
    /// Lambda gives a process ten seconds; a laptop under load gets more.
    private static final Duration START_MAX = Duration.ofMinutes(2);

    private final FunctionSettings settings;
    private final RuntimeApi api;
    private @Nullable Process process;

    ExecutionEnvironment(FunctionSettings settings) {
        this.settings = settings;
        this.api = RuntimeApi.start(settings.arn());
    }

    /// One at a time.
    Answer invoke(byte[] event) throws InterruptedException {
        boolean usable = false;
        try {
            Answer answer = ensureStarted();
            if (answer instanceof Answer.Returned) {
                var invocation = Invocation.of(event, Instant.now().plus(settings.timeout()));
                answer = await(api.invoke(invocation), settings.timeout());
            }
            usable = answer instanceof Answer.Returned || answer instanceof Answer.Failed;
            return answer;
        } finally {
            if (!usable) {
                kill();
            }
        }
    }

    /// Starts a process where none lives, and waits until it asks for an event.
    Answer ensureStarted() throws InterruptedException {
        CompletableFuture<Answer> ready;
        synchronized (this) {
            if (process != null && process.isAlive()) {
                return new Answer.Returned(new byte[0]);
            }
            // What the process before left behind is nothing to the next one.
            api.reset(new Answer.Crashed("%s is started again".formatted(settings.name())));
            ready = api.ready();
            try {
                start();
            } catch (IOException e) {
                return new Answer.Crashed(
                        "%s cannot be started: %s".formatted(settings.name(), e.getMessage()));
            }
        }
        return await(ready, START_MAX) instanceof Answer.Returned returned
                ? returned
                : new Answer.Crashed(
                        "%s did not start; %s says why".formatted(settings.name(), settings.log()));
    }

    private synchronized void start() throws IOException {
        var builder =
                new ProcessBuilder(settings.launch().command())
                        .directory(settings.launch().directory().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(settings.variables(api.address()));
        Process started = builder.start();
        process = started;
        var _ = started.onExit().thenAccept(this::ended);
    }

    private synchronized void ended(Process ended) {
        if (ended.equals(process)) {
            api.reset(
                    new Answer.Crashed(
                            "process %d of %s ended with %d"
                                    .formatted(ended.pid(), settings.name(), ended.exitValue())));
        }
    }

    private static Answer await(CompletableFuture<Answer> answer, Duration limit)
            throws InterruptedException {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return new Answer.TimedOut();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    synchronized Optional<ProcessHandle> living() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(Process::toHandle);
    }

    /// As kill -9 does, whatever it is doing.
    synchronized void kill() {
        Process killed = process;
        if (killed == null) {
            return;
        }
        process = null;
        killed.destroyForcibly();
        try {
            killed.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        api.reset(
                new Answer.Crashed(
                        "process %d of %s was killed".formatted(killed.pid(), settings.name())));
    }

    @Override
    public void close() {
        kill();
        api.close();
    }
}
