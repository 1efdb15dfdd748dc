package dev.belay.api.flows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.api.http.Cursors;
import dev.belay.api.http.Parameters;
import dev.belay.api.http.Tags;
import dev.belay.api.problem.FlowProblem;
import dev.belay.api.problem.RefusedException;
import dev.belay.core.model.Workspace;
import dev.belay.definition.problem.Problem;
import dev.belay.definition.problem.Severity;
import dev.belay.definition.publish.DefinitionPublisher;
import dev.belay.flow.store.FlowVersion;
import dev.belay.flow.store.PublishedFlow;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the API does with flows, apart from HTTP.
final class FlowService {
    private static final int SOURCE_CHARS_MAX = 1024 * 1024;

    private final FlowRuntime runtime;

    FlowService(FlowRuntime runtime) {
        this.runtime = runtime;
    }

    /// @param next null on the last page
    record FlowPage(List<FlowVersion> flows, @Nullable String next) {}

    record FlowVersions(List<FlowVersion> versions) {}

    /// @param plan base64; null unless it was asked for
    record FlowDetails(
            FlowVersion version, String source, JsonNode definition, @Nullable String plan) {}

    record Published(FlowVersion version, boolean isNew, List<FlowProblem> warnings) {}

    record Validation(boolean valid, List<FlowProblem> problems) {}

    FlowPage list(Workspace workspace, int limit, @Nullable String cursor) {
        String list = "flows " + workspace;
        String after = Cursors.read(list, cursor);
        List<FlowVersion> flows =
                runtime.flows().list(workspace).stream()
                        .filter(flow -> after == null || flow.workflow().compareTo(after) > 0)
                        .limit(limit + 1L)
                        .toList();
        if (flows.size() <= limit) {
            return new FlowPage(flows, null);
        }
        List<FlowVersion> page = flows.subList(0, limit);
        return new FlowPage(page, Cursors.write(list, page.getLast().workflow()));
    }

    FlowVersions versions(Workspace workspace, String workflow) {
        List<FlowVersion> versions = runtime.flows().versions(workspace, workflow);
        if (versions.isEmpty()) {
            throw RefusedException.notFound(
                    "no such flow is published in workspace %s; list those that are"
                            .formatted(workspace));
        }
        return new FlowVersions(versions);
    }

    Published publish(Workspace workspace, String source) {
        DefinitionPublisher.Published published =
                publisher().publish(workspace, requireShort(source));
        return new Published(
                published.version(),
                published.isNew(),
                published.flow().warnings().stream().map(FlowProblem::of).toList());
    }

    Validation validate(Workspace workspace, String source) {
        List<Problem> problems = publisher().check(workspace, requireShort(source));
        return new Validation(
                problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR),
                problems.stream().map(FlowProblem::of).toList());
    }

    private DefinitionPublisher publisher() {
        return new DefinitionPublisher(runtime.compiler(), runtime.flows(), InstantSource.system());
    }

    private static String requireShort(String source) {
        if (source.length() > SOURCE_CHARS_MAX) {
            throw RefusedException.tooLarge(
                    "the definition has %d characters, expected up to %d"
                            .formatted(source.length(), SOURCE_CHARS_MAX));
        }
        return source;
    }

    FlowDetails show(Workspace workspace, String workflow, String version, boolean withPlan) {
        FlowVersion found = find(workspace, workflow, version);
        PublishedFlow flow =
                runtime.flows()
                        .get(workspace, workflow, found.number())
                        .orElseThrow(() ->
                                RefusedException.notFound("the version is not there any more"));
        return new FlowDetails(
                flow.version(),
                flow.source(),
                flow.read().definition(),
                withPlan ? Base64.getEncoder().encodeToString(flow.plan()) : null);
    }

    /// @param version as the definition states it, or its number
    FlowVersion find(Workspace workspace, String workflow, String version) {
        return versions(workspace, workflow).versions().stream()
                .filter(some ->
                        some.version().equals(version)
                                || Integer.toString(some.number()).equals(version))
                .findFirst()
                .orElseThrow(() ->
                        RefusedException.notFound(
                                "the flow has no such version; list its versions"));
    }

    FlowVersion enable(
            Workspace workspace,
            String workflow,
            String version,
            boolean enabled,
            @Nullable String ifMatch) {
        FlowVersion found = find(workspace, workflow, version);
        Tags.requireMatch(ifMatch, tag(found));
        runtime.flows().enable(workspace, workflow, found.number(), enabled);
        return found.withEnabled(enabled);
    }

    static String tag(FlowVersion version) {
        return Tags.of(
                "%s %d %s".formatted(version.workflow(), version.number(), version.enabled()));
    }

    static boolean withPlan(@Nullable String include) {
        if (include == null) {
            return false;
        }
        if (!"plan".equals(include)) {
            throw Parameters.invalid("only the plan can be included");
        }
        return true;
    }
}
