package dev.belay.flow.store;

import dev.belay.core.model.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Published flows in a map.
public final class InMemoryFlowStore implements FlowStore {
    private final Map<Workspace, NavigableMap<String, NavigableMap<Integer, PublishedFlow>>> flows =
            new HashMap<>();

    @Override
    public synchronized boolean putIfAbsent(Workspace workspace, PublishedFlow flow) {
        return flows.computeIfAbsent(workspace, _ -> new TreeMap<>())
                        .computeIfAbsent(flow.version().workflow(), _ -> new TreeMap<>())
                        .putIfAbsent(flow.version().number(), flow)
                == null;
    }

    @Override
    public synchronized Optional<PublishedFlow> get(
            Workspace workspace, String workflow, int number) {
        return Optional.ofNullable(numbers(workspace, workflow).get(number));
    }

    @Override
    public synchronized List<FlowVersion> versions(Workspace workspace, String workflow) {
        return numbers(workspace, workflow).values().stream().map(PublishedFlow::version).toList();
    }

    @Override
    public synchronized List<FlowVersion> list(Workspace workspace) {
        var newest = new ArrayList<FlowVersion>();
        flows.getOrDefault(workspace, new TreeMap<>())
                .values()
                .forEach(versions -> newest.add(versions.lastEntry().getValue().version()));
        return newest;
    }

    @Override
    public synchronized void enable(
            Workspace workspace, String workflow, int number, boolean enabled) {
        numbers(workspace, workflow)
                .computeIfPresent(
                        number,
                        (_, flow) ->
                                new PublishedFlow(
                                        flow.version().withEnabled(enabled),
                                        flow.plan(),
                                        flow.source()));
    }

    private NavigableMap<Integer, PublishedFlow> numbers(Workspace workspace, String workflow) {
        return flows.getOrDefault(workspace, new TreeMap<>())
                .getOrDefault(workflow, new TreeMap<>());
    }
}
