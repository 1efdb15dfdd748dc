package dev.belay.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.api.runs.StartBody;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.message.StartRequest.ReusePolicy;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a run is started with.
final class StartOptions {
    @Parameters(
            paramLabel = "WORKFLOW",
            description = "The workflow's name, or the file of a flow (.yaml, .yml, .json).")
    String workflow = "";

    @Option(
            names = "--input",
            paramLabel = "JSON|@FILE",
            description = "What the workflow is given.")
    @Nullable String input;

    @Option(
            names = "--workflow-id",
            paramLabel = "ID",
            description = "Your key for the run; without it, one is made up.")
    @Nullable String workflowId;

    @Option(
            names = "--lane",
            paramLabel = "LANE",
            description = "Another lane than the workflow's.")
    @Nullable String lane;

    @Option(
            names = "--delay",
            paramLabel = "DURATION",
            description = "Begin later, for example PT10S or P1D.")
    @Nullable Duration delay;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long the run may be open, for example PT1H.")
    @Nullable Duration timeout;

    @Option(
            names = "--attribute",
            paramLabel = "NAME=VALUE",
            description = "What lists can be filtered by; repeatable.")
    Map<String, String> attributes = Map.of();

    @Option(names = "--tag", paramLabel = "TAG", description = "A tag; repeatable.")
    Set<String> tags = Set.of();

    @Option(
            names = "--reuse",
            description =
                    "Whether a workflow id whose last run is closed may be used again: "
                            + "${COMPLETION-CANDIDATES}.")
    @Nullable ReusePolicy reuse;

    @Option(
            names = "--conflict",
            description =
                    "What to do about an open run of the workflow id: ${COMPLETION-CANDIDATES}.")
    @Nullable ConflictPolicy conflict;

    StartBody body(BelayCommand command) {
        return body(command, workflow, null, command.value("--input", input));
    }

    /// @param version null is the newest
    StartBody body(
            BelayCommand command,
            String name,
            @Nullable Integer version,
            @Nullable JsonNode given) {
        Instant startAt;
        try {
            startAt = delay == null ? null : Instant.now().plus(delay);
        } catch (DateTimeException | ArithmeticException _) {
            throw command.usage("--delay is out of bounds");
        }
        return new StartBody(
                name,
                workflowId,
                version,
                lane,
                given,
                startAt,
                timeout,
                attributes,
                null,
                tags,
                reuse,
                conflict);
    }
}
