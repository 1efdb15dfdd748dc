package dev.belay.local.bench;

import java.util.List;

/// Something to measure.
interface Workload {
    List<Measure> run(Bench bench) throws Exception;
}
