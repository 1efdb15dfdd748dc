package dev.belay.local.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;

/// Serves the API until the process is asked to stop.
@Singleton
public class UpApplication implements QuarkusApplication {
    private static final AtomicReference<Callbacks> CALLBACKS =
            new AtomicReference<>(new Callbacks(() -> {}, () -> {}));

    /// @param ready the API is served
    /// @param stopped the API is not served any more
    private record Callbacks(Runnable ready, Runnable stopped) {}

    /// Returns when the process was asked to stop and `stopped` has run.
    public static void serve(String host, int port, Runnable ready, Runnable stopped) {
        CALLBACKS.set(new Callbacks(ready, stopped));
        System.setProperty("quarkus.http.host", host);
        System.setProperty("quarkus.http.port", Integer.toString(port));
        Quarkus.run(
                UpApplication.class,
                (code, failure) -> {
                    if (failure != null) {
                        throw new IllegalStateException("the API could not be served", failure);
                    }
                });
    }

    @Override
    public int run(String... arguments) {
        CALLBACKS.get().ready().run();
        Quarkus.waitForExit();
        return 0;
    }

    void stop(@Observes ShutdownEvent event) {
        CALLBACKS.getAndSet(new Callbacks(() -> {}, () -> {})).stopped().run();
    }
}
