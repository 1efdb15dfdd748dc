package dev.belay.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Invokes a function at a fixed rate, as a schedule of EventBridge does. An invocation that takes
/// longer than the period delays the next one.
public final class Ticker implements AutoCloseable {
    private final LocalFunction function;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ticker").factory());

    private Ticker(LocalFunction function) {
        this.function = function;
    }

    /// The first time after one period.
    public static Ticker every(Duration period, LocalFunction function) {
        var ticker = new Ticker(function);
        long millis = period.toMillis();
        var _ =
                ticker.timer.scheduleAtFixedRate(
                        ticker::tick, millis, millis, TimeUnit.MILLISECONDS);
        return ticker;
    }

    private void tick() {
        try {
            function.invoke(event(Instant.now()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] event(Instant now) {
        return """
        {"version":"0","id":"%s","detail-type":"Scheduled Event","source":"aws.events",\
        "account":"000000000000","time":"%s","region":"%s",\
        "resources":["arn:aws:events:%s:000000000000:rule/%s"],"detail":{}}\
        """
                .formatted(
                        UUID.randomUUID(),
                        now.truncatedTo(ChronoUnit.SECONDS),
                        FunctionSettings.REGION,
                        FunctionSettings.REGION,
                        function.name())
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
