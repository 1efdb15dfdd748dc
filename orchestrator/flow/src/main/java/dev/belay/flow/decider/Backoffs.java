package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.model.Limits;
import dev.belay.flow.plan.Retry;
import dev.belay.flow.plan.Span;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How long to wait before a retry.
final class Backoffs {
    private final Machine machine;
    private final Frame frame;
    private final Map<String, JsonNode> error;

    Backoffs(Machine machine, Frame frame, Map<String, JsonNode> error) {
        this.machine = machine;
        this.frame = frame;
        this.error = error;
    }

    /// @param retry number of the retry that follows, from 1
    /// @param seed decides the jitter, so that the same history gives the same pause
    Duration pause(Retry policy, int retry, String seed) {
        double seconds = seconds(policy.delay(), 0);
        double grown =
                switch (policy.backoff()) {
                    case CONSTANT -> seconds;
                    case LINEAR -> seconds * retry;
                    case EXPONENTIAL -> seconds * Math.pow(2, retry - 1.0);
                };
        double most = seconds(policy.maxDelay(), (double) Limits.DURATION_MAX.toSeconds());
        double from = seconds(policy.jitterFrom(), 0);
        double to = seconds(policy.jitterTo(), from);
        double jitter = from + Math.max(0, to - from) * Seeds.fraction(seed + "/" + retry);
        return Duration.ofMillis(Math.round((Math.min(grown, most) + jitter) * 1_000));
    }

    private double seconds(@Nullable Span span, double fallback) {
        return span == null ? fallback : machine.duration(span, frame, error).toMillis() / 1_000.0;
    }
}
