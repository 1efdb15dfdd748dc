package dev.belay.local.bench;

import dev.belay.core.model.RunKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All workloads by name.
public final class Workloads {
    private static final String LANES = "LANES";
    private static final Map<String, List<Workload>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("W1", List.of(new Throughput()));
        ALL.put("W2", List.of(new LongRun(), new ColdStart()));
        ALL.put("W3", List.of(new FanOut()));
        ALL.put("W4", List.of(new Latency()));
        ALL.put("W5", List.of(new Lateness()));
        ALL.put("W6", List.of(new CrashRestart()));
        ALL.put("W7", List.of(new Footprint()));
        ALL.put("W8", List.of(new Deliveries()));
        ALL.put("W9", List.of(new ApiUnderLoad()));
        ALL.put("W10", List.of(new FlowActions(), new FlowLoop()));
        ALL.put(LANES, List.of(new Lanes()));
    }

    private Workloads() {}

    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /// Measures one workload.
    ///
    /// @param name one of [#names]
    public static List<Measure> run(String name, Bench bench) throws Exception {
        List<Workload> parts = ALL.get(name);
        if (parts == null) {
            throw new IllegalArgumentException("no workload " + name);
        }
        var measures = new ArrayList<Measure>();
        for (Workload part : parts) {
            measures.addAll(part.run(bench));
        }
        return measures;
    }

    /// The picture that a workload draws of itself beside its measures.
    public static Optional<Path> plot(String name, Bench bench) {
        return name.equals(LANES) ? Optional.of(Lanes.plot(bench)) : Optional.empty();
    }

    /// Does a little of everything in this process, and measures nothing.
    public static void train(Bench bench) throws Exception {
        for (Workload each :
                List.of(new Throughput(), new FanOut(), new Latency(), new Lateness())) {
            each.run(bench);
        }
        ColdStart.train(bench);
    }

    /// What a process of a workload does; its progress is what its parent reads.
    ///
    /// @param argument what the part needs beside the store; empty where nothing
    public static void child(String part, Bench bench, Path store, String argument)
            throws Exception {
        switch (part) {
            case "cold" -> ColdStart.child(bench, store, RunKey.parse(argument));
            case "load" -> CrashRestart.child(bench, store);
            case "resident" -> Footprint.child(bench, store);
            case "loop" -> FlowLoop.child(bench, store, Integer.parseInt(argument));
            default -> throw new IllegalArgumentException("no part " + part);
        }
    }
}
