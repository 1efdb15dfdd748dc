package dev.belay.lambda;

import dev.belay.core.engine.EnginePorts;
import dev.belay.core.engine.Watchdog;
import io.quarkus.funqy.Funq;

/// Wakes open runs that nothing has woken for days: once a day, for all lanes.
public class WatchdogFunction {
    private final Watchdog watchdog;
    private final MetricLog metrics;

    WatchdogFunction(EnginePorts ports, MetricLog metrics) {
        this.watchdog = new Watchdog(ports);
        this.metrics = metrics;
    }

    /// @param woken how many runs were woken
    public record Watched(int woken) {}

    @Funq("watchdog")
    public Watched watch() {
        int woken = watchdog.sweep();
        metrics.count("RunsWoken", woken);
        return new Watched(woken);
    }
}
