package dev.belay.local.cli;

import dev.belay.api.runs.RunEnd;
import dev.belay.api.runs.StartedRun;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.RunStatus;
import dev.belay.local.access.Json;
import dev.belay.local.access.Runs;
import dev.belay.local.host.Faults;
import java.util.LinkedHashMap;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        description = {
            "Start a run and follow it to its end, each step as it happens.",
            "A flow's file is published first; its output comes as JSON, its error on standard error."
        },
        footer = {
            "",
            "Exits with 0 when the run completed, with 1 when it did not.",
            "",
            "Example:",
            "  belay run app-build --input '{\"name\":\"shop\",\"brief\":\"sells tea\"}'",
            "  belay run order.yaml --input @order.json"
        })
final class RunCommand extends BelayCommand {
    @Mixin StartOptions start = new StartOptions();
    @Mixin FaultOptions faults = new FaultOptions();

    @Option(
            names = "--as-draft",
            description =
                    "Run a flow's file even if its version is published with other content: "
                            + "as a draft of that version.")
    boolean draft;

    @Override
    public Integer call() throws InterruptedException {
        Faults wanted = faults.parsed();
        if (!wanted.byActivity().isEmpty() && session().server().isPresent()) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "a system is up on %s and performs the activities; give --fault to 'up', or another --data to this command"
                            .formatted(options.data));
        }
        try (Runs runs = session().work(wanted)) {
            if (FlowFile.isOne(start.workflow)) {
                return new FlowRun(this, start, draft).follow(runs);
            }
            StartedRun started = runs.start(start.body(this));
            if (!options.json) {
                print(
                        "run %s of %s (workflow id %s)"
                                .formatted(started.runId(), start.workflow, started.workflowId()));
            }
            RunEnd end =
                    new Follower(
                                    runs,
                                    line -> {
                                        if (!options.json) {
                                            print(line);
                                        }
                                    })
                            .follow(started.runId());
            tell(started, end);
            return end.status() == RunStatus.COMPLETED ? Exit.OK : Exit.FAILED;
        }
    }

    private void tell(StartedRun started, RunEnd end) {
        if (options.json) {
            var document = new LinkedHashMap<String, Object>();
            document.put("workspace", started.workspace());
            document.put("workflowId", started.workflowId());
            document.put("runId", end.runId());
            document.put("status", end.status());
            if (end.result() != null) {
                document.put("result", end.result());
            }
            if (end.failure() != null) {
                document.put("failure", end.failure());
            }
            printJson(document);
        } else if (end.failure() != null) {
            print(
                    "%s: %s: %s"
                            .formatted(
                                    end.status().name().toLowerCase(Locale.ROOT),
                                    end.failure().type(),
                                    end.failure().message()));
        } else if (end.result() != null) {
            print(Json.writeIndented(end.result()));
        }
    }
}
