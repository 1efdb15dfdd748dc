package dev.belay.local.cli;

import dev.belay.api.runs.RunView;
import dev.belay.core.codec.HistoryFields;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.json.ExportedHistory;
import dev.belay.json.HistoryExport;
import dev.belay.json.JsonHistories;
import dev.belay.local.access.Runs;
import dev.belay.local.access.RunsHistory;
import dev.belay.local.access.RunsPayloads;
import dev.belay.testkit.replay.ReplayVerdict;
import dev.belay.testkit.replay.ReplayVerdict.Fits;
import dev.belay.testkit.replay.ReplayVerdict.Mismatch;
import dev.belay.testkit.replay.ReplayVerdict.Refused;
import dev.belay.testkit.replay.ReplayVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = {
            "Replay histories against the code at hand: would this build continue the runs?",
            "One run, or, with --since, every open run. No activity runs and nothing is written.",
            "Exits with 1 when the code no longer matches a history."
        })
final class ReplayCommand extends BelayCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|RUN",
            description = "What 'belay history --export' or '--json' wrote, or a run.")
    @Nullable String subject;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = SinceConverter.class,
            description =
                    "Replay the open runs that were started since: 7d, 12h, 2026-01-31, or an instant."
                            + " Of all workspaces, unless one is named.")
    @Nullable Instant since;

    @Option(
            names = "--workflow",
            paramLabel = "NAME",
            description = "With --since: only runs of this workflow.")
    @Nullable String workflow;

    @Option(
            names = "--all-statuses",
            description = "With --since: closed runs too, of one workspace.")
    boolean allStatuses;

    @Override
    public Integer call() {
        if ((subject == null) == (since == null)) {
            throw usage("expected either FILE|RUN or --since");
        }
        if (since != null) {
            return gate(since);
        }
        if (workflow != null || allStatuses) {
            throw usage("--workflow and --all-statuses go with --since");
        }
        return one(String.valueOf(subject));
    }

    /// The code at hand.
    private ReplayVerifier verifier() {
        return ReplayVerifier.of(Session.catalog(options.data).workflows());
    }

    // ---- one

    private int one(String name) {
        Path file = Path.of(name);
        if (Files.isRegularFile(file)) {
            return report(verifier().verify(history(contents(file))));
        }
        try (Runs runs = session().look()) {
            RunView view = runs.describe(name);
            var run = new RunKey(new Workspace(view.workspace()), new RunId(view.runId()));
            return report(verifier().verify(new RunsHistory(runs), new RunsPayloads(runs), run));
        }
    }

    private String contents(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw usage("the file %s cannot be read".formatted(file));
        }
    }

    private static ExportedHistory history(String text) {
        if (HistoryExport.isOne(text)) {
            return HistoryExport.read(text);
        }
        var history = JsonHistories.read(text);
        return new ExportedHistory(
                history.run(),
                history.batches().stream().map(HistoryFields::toStored).toList(),
                Map.of());
    }

    private int report(ReplayVerdict verdict) {
        if (verdict instanceof Refused(_, var code, var message)
                && code != ErrorCode.NON_DETERMINISM) {
            throw new Refusal(code, message);
        }
        if (options.json) {
            var document = new LinkedHashMap<String, Object>();
            document.put("run", verdict.subject());
            document.put("matches", verdict.fits());
            document.putAll(details(verdict));
            printJson(document);
        } else {
            print(
                    verdict instanceof Fits(_, var run, int batches)
                            ? "matches: %d batches of run %s".formatted(batches, run)
                            : message(verdict));
        }
        return verdict.fits() ? Exit.OK : Exit.FAILED;
    }

    private static Map<String, Object> details(ReplayVerdict verdict) {
        var details = new LinkedHashMap<String, Object>();
        switch (verdict) {
            case Fits(_, _, int batches) -> details.put("batches", batches);
            case Mismatch mismatch -> {
                details.put("mismatch", mismatch.message());
                details.put("command", mismatch.commandId());
                details.put("recorded", mismatch.recorded());
                details.put("attempted", mismatch.attempted());
            }
            case Refused(_, _, var message) -> details.put("mismatch", message);
        }
        return details;
    }

    private static String message(ReplayVerdict verdict) {
        return switch (verdict) {
            case Fits fits -> fits.explain();
            case Mismatch mismatch -> mismatch.message();
            case Refused refused -> refused.message();
        };
    }

    /// The error that kept a history from being replayed, as it was first told.
    private static final class Refusal extends BelayException {
        private static final long serialVersionUID = 1L;

        private final String told;

        Refusal(ErrorCode code, String told) {
            super(code, told);
            this.told = told;
        }

        @Override
        public String getMessage() {
            return told;
        }
    }

    // ---- the gate

    private int gate(Instant from) {
        boolean named = spec().commandLine().getParseResult().hasMatchedOption("--workspace");
        var selection =
                new ReplayGate.Selection(
                        named || allStatuses ? options.workspace : null,
                        from,
                        workflow,
                        allStatuses);
        try (Runs runs = session().look()) {
            var gate = new ReplayGate(runs, verifier());
            List<Map<String, Object>> misfits = new ArrayList<>();
            gate.replay(
                    selection,
                    (run, verdict) -> {
                        if (options.json) {
                            misfits.add(document(run, verdict));
                        } else {
                            words(run, verdict);
                        }
                    });
            if (options.json) {
                var document = new LinkedHashMap<String, Object>();
                document.put("since", from);
                document.put("replayed", gate.replayed());
                document.put("blocked", gate.misfits());
                document.put("runs", misfits);
                printJson(document);
            } else {
                print(summary(gate));
            }
            return gate.misfits() == 0 ? Exit.OK : Exit.FAILED;
        }
    }

    private String summary(ReplayGate gate) {
        String what =
                "%d %s replayed".formatted(gate.replayed(), allStatuses ? "runs" : "open runs");
        return gate.misfits() == 0
                ? what + ": this build continues them all"
                : "%s: this build would block %d".formatted(what, gate.misfits());
    }

    private void words(RunView run, ReplayVerdict verdict) {
        print(
                "%s/%s  %s  %s version %d (%s)"
                        .formatted(
                                run.workspace(),
                                run.runId(),
                                run.status(),
                                run.workflow(),
                                run.version(),
                                run.workflowId()));
        message(verdict).lines().forEach(line -> print("    " + line));
    }

    private static Map<String, Object> document(RunView run, ReplayVerdict verdict) {
        var document = new LinkedHashMap<String, Object>();
        document.put("workspace", run.workspace());
        document.put("runId", run.runId());
        document.put("workflowId", run.workflowId());
        document.put("workflow", run.workflow());
        document.put("version", run.version());
        document.put("status", run.status());
        document.putAll(details(verdict));
        return document;
    }
}
