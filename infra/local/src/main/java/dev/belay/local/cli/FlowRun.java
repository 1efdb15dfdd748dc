package dev.belay.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.belay.api.runs.RunEnd;
import dev.belay.api.runs.StartedRun;
import dev.belay.core.command.Command;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.Workspace;
import dev.belay.definition.problem.InvalidDefinitionException;
import dev.belay.flow.store.FlowVersion;
import dev.belay.local.access.Json;
import dev.belay.local.access.Runs;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Runs the flow of a file and tells nothing but its output or its error, as JSON.
record FlowRun(RunCommand command, StartOptions start, boolean draft) {
    private static final int PAGE = 1_000;

    Integer follow(Runs runs) throws InterruptedException {
        FlowFile file = FlowFile.read(start.workflow);
        FlowVersion version;
        try {
            version = publish(runs, file);
        } catch (InvalidDefinitionException invalid) {
            PrintWriter err = command.spec().commandLine().getErr();
            invalid.problems().forEach(problem -> err.println(file.line(problem)));
            err.flush();
            return Exit.ERROR;
        }
        @Nullable JsonNode given = command.value("--input", start.input);
        JsonNode input = Objects.requireNonNullElseGet(given, JsonNodeFactory.instance::objectNode);
        StartedRun started =
                runs.start(start.body(command, version.workflow(), version.number(), input));
        RunEnd end = new Follower(runs, _ -> {}).follow(started.runId());
        tell(runs, started, end);
        return end.status() == RunStatus.COMPLETED ? Exit.OK : Exit.FAILED;
    }

    private FlowVersion publish(Runs runs, FlowFile file) {
        var workspace = new Workspace(command.options.workspace);
        if (draft) {
            return file.publishAsDraft(runs.flows(), workspace);
        }
        FlowVersion version = file.publish(runs.flows(), workspace).version();
        if (!version.enabled()) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "version %s of flow %s is disabled; 'belay flow enable' lets runs begin with it"
                            .formatted(version.version(), version.workflow()));
        }
        return version;
    }

    private void tell(Runs runs, StartedRun started, RunEnd end) throws InterruptedException {
        @Nullable JsonNode error = end.status() == RunStatus.COMPLETED ? null : error(runs, end);
        if (command.options.json) {
            var document = new LinkedHashMap<String, Object>();
            document.put("workflowId", started.workflowId());
            document.put("runId", end.runId());
            document.put("status", end.status());
            document.put(error == null ? "result" : "error", error == null ? result(end) : error);
            command.printJson(document);
        } else if (error == null) {
            command.print(Json.writeIndented(result(end)));
        } else {
            PrintWriter err = command.spec().commandLine().getErr();
            err.println(Json.writeIndented(error));
            err.flush();
        }
    }

    private static JsonNode result(RunEnd end) {
        return Objects.requireNonNullElseGet(end.result(), JsonNodeFactory.instance::nullNode);
    }

    /// What the flow raised; how the run ended where it was ended from outside.
    private static JsonNode error(Runs runs, RunEnd end) throws InterruptedException {
        long after = 0;
        while (true) {
            List<Batch> batches = runs.history(end.runId(), after, PAGE, Duration.ZERO).batches();
            for (Batch batch : batches) {
                for (HistoryEvent event : batch.events()) {
                    if (event instanceof CommandIssued(_, Command.FailRun(var failure))
                            && failure.detail() != null
                            && failure.detail().startsWith("{")) {
                        return Json.readTree("the error", failure.detail());
                    }
                }
                after = batch.number();
            }
            if (batches.isEmpty()) {
                return Json.readTree("the end", Json.write(end));
            }
        }
    }
}
