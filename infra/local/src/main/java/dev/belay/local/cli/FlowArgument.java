package dev.belay.local.cli;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.FlowVersion;
import dev.belay.flow.store.PublishedFlow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/// Which flow a command is about.
final class FlowArgument {
    @Parameters(
            index = "0",
            paramLabel = "FLOW",
            description = "Its namespace and name: namespace.name.")
    String workflow = "";

    /// @throws BelayException `UNKNOWN_WORKFLOW` when it has none
    List<FlowVersion> versions(FlowStore store, Workspace workspace) {
        List<FlowVersion> versions = store.versions(workspace, workflow);
        if (versions.isEmpty()) {
            throw new BelayException(
                    ErrorCode.UNKNOWN_WORKFLOW,
                    "no flow '%s' is published in workspace %s; 'belay flow list' shows those that are"
                            .formatted(workflow, workspace));
        }
        return versions;
    }

    /// @param wanted null is the newest that runs may begin with, or else the newest
    FlowVersion version(FlowStore store, Workspace workspace, @Nullable String wanted) {
        List<FlowVersion> versions = versions(store, workspace);
        return wanted == null
                ? newest(versions)
                : versions.stream()
                        .filter(version -> version.version().equals(wanted))
                        .findFirst()
                        .orElseThrow(() ->
                                new BelayException(
                                        ErrorCode.UNKNOWN_WORKFLOW,
                                        "flow %s has no version %s; it has %s"
                                                .formatted(
                                                        workflow,
                                                        wanted,
                                                        versions.stream()
                                                                .map(FlowVersion::version)
                                                                .toList())));
    }

    static FlowVersion newest(List<FlowVersion> versions) {
        return versions.reversed().stream()
                .filter(FlowVersion::enabled)
                .findFirst()
                .orElse(versions.getLast());
    }

    PublishedFlow flow(FlowStore store, Workspace workspace, @Nullable String wanted) {
        int number = version(store, workspace, wanted).number();
        return store.get(workspace, workflow, number).orElseThrow();
    }
}
