package dev.belay.flow;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.flow.decider.Program;
import dev.belay.flow.expression.Expressions;
import dev.belay.flow.schema.Schemas;
import dev.belay.flow.store.FlowReader;
import dev.belay.flow.store.FlowVersion;
import dev.belay.flow.store.PublishedFlow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The published flows, ready to run. Keeps those that were used last; published versions never
/// change. Thread-safe.
public final class FlowPrograms {
    private static final int PROGRAMS_MAX = 1_000;

    private final FlowReader store;
    private final Expressions expressions;
    private final Schemas schemas;

    /// By last use, the oldest first. Guarded by itself.
    private final Map<Key, Program> programs =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Program> eldest) {
                    return size() > PROGRAMS_MAX;
                }
            };

    private record Key(Workspace workspace, String workflow, int number) {}

    public FlowPrograms(FlowReader store, Expressions expressions, Schemas schemas) {
        this.store = store;
        this.expressions = expressions;
        this.schemas = schemas;
    }

    FlowReader store() {
        return store;
    }

    /// @throws BelayException `UNKNOWN_WORKFLOW`, naming the versions that are published
    Program get(Workspace workspace, String workflow, int number) {
        var key = new Key(workspace, workflow, number);
        Program known = known(key);
        if (known != null) {
            return known;
        }
        PublishedFlow flow =
                store.get(workspace, workflow, number)
                        .orElseThrow(() -> unknown(workspace, workflow, number));
        var program = new Program(flow.read(), expressions, schemas);
        synchronized (programs) {
            programs.put(key, program);
        }
        return program;
    }

    private BelayException unknown(Workspace workspace, String workflow, int number) {
        List<Integer> published =
                store.versions(workspace, workflow).stream().map(FlowVersion::number).toList();
        return new BelayException(
                ErrorCode.UNKNOWN_WORKFLOW,
                "version %d of flow '%s' is not published in workspace %s; published are %s"
                        .formatted(number, workflow, workspace.name(), published));
    }

    private @Nullable Program known(Key key) {
        synchronized (programs) {
            return programs.get(key);
        }
    }
}
