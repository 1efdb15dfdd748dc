package dev.belay.runtime.bench;

import dev.belay.runtime.Answer;
import dev.belay.runtime.FunctionSettings;
import dev.belay.runtime.RuntimeApi;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/// How long a function's process takes until it asks for its first event.
final class Starts {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final FunctionSettings settings;

    Starts(FunctionSettings settings) {
        this.settings = settings;
    }

    /// The median.
    Duration of(int processes) throws Exception {
        long[] nanos = new long[processes];
        for (int i : IntStream.range(0, processes).toArray()) {
            nanos[i] = start();
        }
        return Duration.ofNanos(
                IntStream.range(0, processes)
                        .mapToLong(i -> nanos[i])
                        .sorted()
                        .skip(processes / 2)
                        .findFirst()
                        .orElseThrow());
    }

    private long start()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (var api = RuntimeApi.start(settings.arn())) {
            var ready = api.ready();
            var builder =
                    new ProcessBuilder(settings.launch().command())
                            .directory(settings.launch().directory().toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.appendTo(settings.log().toFile()));
            builder.environment().clear();
            builder.environment().putAll(settings.variables(api.address()));
            long begin = System.nanoTime();
            Process process = builder.start();
            Answer answer = ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            long nanos = System.nanoTime() - begin;
            process.destroyForcibly().waitFor();
            if (!(answer instanceof Answer.Returned)) {
                throw new IllegalStateException(
                        "%s did not start: %s; see %s"
                                .formatted(settings.name(), answer, settings.log()));
            }
            return nanos;
        }
    }
}
