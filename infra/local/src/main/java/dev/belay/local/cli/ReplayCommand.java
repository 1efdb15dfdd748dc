package dev.belay.local.cli;

import dev.belay.api.runs.RunView;
import dev.belay.core.codec.HistoryFields;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.definition.schema.JsonSchemas;
import dev.belay.flow.FlowDeciders;
import dev.belay.flow.RoutingDeciders;
import dev.belay.flow.store.FlowStore;
import dev.belay.jq.JqExpressions;
import dev.belay.json.ExportedHistory;
import dev.belay.json.HistoryExport;
import dev.belay.json.JsonHistories;
import dev.belay.local.access.Runs;
import dev.belay.local.access.RunsHistory;
import dev.belay.local.access.RunsPayloads;
import dev.belay.testkit.replay.ReplayVerdict;
import dev.belay.testkit.replay.ReplayVerdict.Fits;
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
import java.util.function.Supplier;
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

    @Option(
            names = "--flow",
            paramLabel = "FILE",
            description =
                    "Replay runs of the flow in this file against what it says, not against what is published.")
    @Nullable String flow;

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

    /// The code at hand, and the flows.
    private ReplayVerifier verifier(FlowStore flows) {
        return ReplayVerifier.deciding(payloads ->
                new RoutingDeciders(
                        new WorkflowRegistry(Session.catalog(options.data).workflows(), payloads),
                        new FlowDeciders(flows, new JqExpressions(), new JsonSchemas(), payloads)));
    }

    /// @param runs where flows are published
    private ReplayFlows flows(Supplier<Runs> runs) {
        return new ReplayFlows(runs, flow == null ? null : FlowFile.read(flow).compile().plan());
    }

    // ---- one

    private int one(String name) {
        Path file = Path.of(name);
        if (Files.isRegularFile(file)) {
            try (ReplayFlows flows = flows(() -> session().look())) {
                return report(verifier(flows).verify(history(contents(file))));
            }
        }
        try (Runs runs = session().look()) {
            RunView view = runs.describe(name);
            var run = new RunKey(new Workspace(view.workspace()), new RunId(view.runId()));
            ReplayVerifier verifier = verifier(flows(() -> runs));
            return report(verifier.verify(new RunsHistory(runs), new RunsPayloads(runs), run));
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
            document.putAll(ReplayWords.details(verdict));
            printJson(document);
        } else {
            print(
                    verdict instanceof Fits(_, var run, int batches)
                            ? "matches: %d batches of run %s".formatted(batches, run)
                            : ReplayWords.message(verdict));
        }
        return verdict.fits() ? Exit.OK : Exit.FAILED;
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
            var gate = new ReplayGate(runs, verifier(flows(() -> runs)));
            List<Map<String, Object>> misfits = new ArrayList<>();
            gate.replay(
                    selection,
                    (run, verdict) -> {
                        if (options.json) {
                            misfits.add(ReplayWords.document(run, verdict));
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
        ReplayWords.message(verdict).lines().forEach(line -> print("    " + line));
    }
}
