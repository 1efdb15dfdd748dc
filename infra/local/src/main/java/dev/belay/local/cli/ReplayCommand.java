package dev.belay.local.cli;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadStore;
import dev.belay.json.JsonHistories;
import dev.belay.local.access.Histories;
import dev.belay.local.access.LocalRuns;
import dev.belay.local.access.OfflineRuntime;
import dev.belay.local.access.Replays;
import dev.belay.local.access.Runs;
import dev.belay.local.backend.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = {
            "Replay a history against the code at hand: would this build continue the run?",
            "Exits with 1 when the code no longer matches the history."
        })
final class ReplayCommand extends BelayCommand {
    @Parameters(
            paramLabel = "FILE|RUN",
            description = "What 'belay history --json' wrote, or a run.")
    String subject = "";

    @Override
    public Integer call() throws InterruptedException {
        Path file = Path.of(subject);
        if (Files.isRegularFile(file)) {
            var history = JsonHistories.read(contents(file));
            return report(new Histories.Whole(history.run(), history.batches()), new NoPayloads());
        }
        if (session().server().isPresent()) {
            try (Runs runs = session().look()) {
                return report(Histories.read(runs, subject), new NoPayloads());
            }
        }
        try (Backend backend = session().existing()) {
            var runtime = new OfflineRuntime(backend, Session.catalog(options.data), Build.name());
            Runs runs = new LocalRuns(options.workspace, runtime, () -> {});
            return report(Histories.read(runs, subject), backend.payloads());
        }
    }

    private String contents(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw usage("the file %s cannot be read".formatted(file));
        }
    }

    private int report(Histories.Whole history, PayloadStore payloads) {
        var replays = new Replays(Session.catalog(options.data), payloads, Build.name());
        Optional<String> mismatch = replays.mismatch(history);
        if (options.json) {
            var document = new LinkedHashMap<String, Object>();
            document.put("run", history.run().toString());
            document.put("batches", history.batches().size());
            document.put("matches", mismatch.isEmpty());
            mismatch.ifPresent(text -> document.put("mismatch", text));
            printJson(document);
        } else {
            print(
                    mismatch.orElse(
                            "matches: %d batches of run %s"
                                    .formatted(history.batches().size(), history.run())));
        }
        return mismatch.isEmpty() ? Exit.OK : Exit.FAILED;
    }

    /// A history on its own holds the digests of large payloads, not their bytes.
    private static final class NoPayloads implements PayloadStore {
        @Override
        public Payload.Stored put(Workspace workspace, byte[] bytes) {
            throw missing();
        }

        @Override
        public byte[] get(Workspace workspace, Payload.Stored payload) {
            throw missing();
        }

        private static BelayException missing() {
            return new BelayException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "the history has payloads that are kept apart from it; replay the run in its store, while no system is up on it");
        }
    }
}
