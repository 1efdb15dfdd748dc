package dev.belay.definition.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.model.Workspace;
import dev.belay.definition.compile.CompiledFlow;
import dev.belay.definition.compile.CompilerOptions;
import dev.belay.definition.compile.FlowCompiler;
import dev.belay.definition.compile.FlowVersions;
import dev.belay.definition.problem.Problem;
import dev.belay.definition.version.Publication;
import dev.belay.flow.store.FlowPublisher;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.FlowVersion;
import java.time.InstantSource;
import java.util.List;

/// Publishes definitions for workspaces. What counts as the same is what a definition says, not how
/// it is written: another order, comment or notation is no new content.
public final class DefinitionPublisher {
    private final CompilerOptions options;
    private final FlowStore store;
    private final FlowPublisher publisher;

    /// @param options their [CompilerOptions#versions] give way to the store's
    public DefinitionPublisher(CompilerOptions options, FlowStore store, InstantSource clock) {
        this.options = options;
        this.store = store;
        this.publisher = new FlowPublisher(store, clock);
    }

    /// What was published.
    ///
    /// @param isNew false if the version was published with this content before
    public record Published(CompiledFlow flow, FlowVersion version, boolean isNew) {}

    /// Everything that there is to say about a text; publishes nothing.
    public List<Problem> check(Workspace workspace, String text) {
        return compiler(workspace).check(text);
    }

    /// @throws dev.belay.definition.problem.InvalidDefinitionException if the definition is wrong,
    ///   or its version is published with other content
    public Published publish(Workspace workspace, String text) {
        CompiledFlow flow = compiler(workspace).compile(text);
        String workflow = flow.plan().workflow();
        for (FlowVersion version : store.versions(workspace, workflow)) {
            if (version.version().equals(flow.plan().version())) {
                JsonNode published =
                        store.get(workspace, workflow, version.number())
                                .orElseThrow()
                                .read()
                                .definition();
                Publication.isSame(published, flow.plan().definition());
                return new Published(flow, version, false);
            }
        }
        return new Published(flow, publisher.publish(workspace, flow.plan(), text), true);
    }

    private FlowCompiler compiler(Workspace workspace) {
        return new FlowCompiler(options.withVersions(versions(workspace)));
    }

    private FlowVersions versions(Workspace workspace) {
        return (namespace, name, version) ->
                store.versions(workspace, namespace + "." + name).stream()
                        .filter(published -> published.version().equals(version))
                        .mapToInt(FlowVersion::number)
                        .findFirst();
    }
}
