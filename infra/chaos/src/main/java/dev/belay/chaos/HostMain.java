package dev.belay.chaos;

import dev.belay.core.engine.EngineOptions;
import dev.belay.local.backend.Backend;
import dev.belay.local.host.HostOptions;
import dev.belay.local.host.SingleProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.ConsoleHandler;
import java.util.logging.Logger;

/// A host, until its standard input ends. Says `ready`, and `drained` when every run that its load
/// started has ended.
final class HostMain {
    /// Few runs stay in memory and batches are merged early, so that cold loads and pages are part
    /// of every campaign.
    private static final EngineOptions ENGINE = new EngineOptions("build-1", 16, 8, 32);

    private HostMain() {}

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").addHandler(new ConsoleHandler());
        Settings settings = Settings.parse(arguments);
        Notes notes = settings.notes();
        Interruption interruption = settings.interruption();
        var options = HostOptions.of("build-1").withEngine(ENGINE).withGrace(Duration.ofSeconds(2));
        try (Backend backend = settings.open(interruption);
                SingleProcess host =
                        SingleProcess.start(
                                backend, Shapes.catalog(notes, interruption), options)) {
            System.out.println("ready");
            if (settings.hasLoad()) {
                new Load(host.client(), notes, settings).run();
                System.out.println("drained");
            }
            awaitEndOfInput();
        }
        System.out.println("closed");
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // Nothing is said to a host.
        }
    }
}
