package dev.belay.lambda;

import dev.belay.core.engine.Orchestrator;
import io.quarkus.funqy.Funq;

/// Turns timers that are due soon into messages: once a minute, for all lanes.
public class TimerSweepFunction {
    private final Orchestrator orchestrator;
    private final MetricLog metrics;

    TimerSweepFunction(Orchestrator orchestrator, MetricLog metrics) {
        this.orchestrator = orchestrator;
        this.metrics = metrics;
    }

    /// @param sent how many timers became messages
    public record Swept(int sent) {}

    /// What the schedule sends along is of no interest.
    @Funq("timer-sweep")
    public Swept sweep() {
        int sent = orchestrator.sweepTimers();
        metrics.count("TimersSent", sent);
        return new Swept(sent);
    }
}
