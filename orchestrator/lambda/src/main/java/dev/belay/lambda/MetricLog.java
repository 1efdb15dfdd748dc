package dev.belay.lambda;

import dev.belay.core.model.Lane;
import java.time.InstantSource;
import java.util.function.Consumer;

/// Counts things where CloudWatch finds them: a line of the log in its embedded metric format. The
/// namespace is `Belay`, the dimension `Lane`.
public final class MetricLog {
    private final Lane lane;
    private final InstantSource clock;
    private final Consumer<String> lines;

    public MetricLog(Lane lane, InstantSource clock, Consumer<String> lines) {
        this.lane = lane;
        this.clock = clock;
        this.lines = lines;
    }

    /// @param metric letters only
    void count(String metric, long number) {
        lines.accept(
                """
                {"_aws":{"Timestamp":%d,"CloudWatchMetrics":[{"Namespace":"Belay",\
                "Dimensions":[["Lane"]],"Metrics":[{"Name":"%s","Unit":"Count"}]}]},\
                "Lane":"%s","%s":%d}\
                """
                        .formatted(clock.millis(), metric, lane.name(), metric, number));
    }
}
