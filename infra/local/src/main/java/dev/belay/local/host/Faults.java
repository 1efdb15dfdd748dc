package dev.belay.local.host;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What goes wrong on purpose, by activity: to see retries, rollbacks and lost hosts without
/// waiting for them.
public record Faults(Map<String, Fault> byActivity) {
    public static final Faults NONE = new Faults(Map.of());

    public Faults {
        byActivity = Map.copyOf(byActivity);
    }

    /// @param specifications `ACTIVITY=fail`, `ACTIVITY=fail:N`, `ACTIVITY=lose` or
    ///   `ACTIVITY=slow:SECONDS`
    /// @throws BelayException `INVALID_OPTIONS` for anything else
    public static Faults parse(List<String> specifications) {
        var faults = new HashMap<String, Fault>();
        for (String specification : specifications) {
            int equals = specification.indexOf('=');
            if (equals < 1) {
                throw invalid(specification);
            }
            faults.put(
                    specification.substring(0, equals),
                    fault(specification, specification.substring(equals + 1)));
        }
        return new Faults(faults);
    }

    private static Fault fault(String specification, String what) {
        try {
            if (what.equals("fail")) {
                return new Fault.Fail(Integer.MAX_VALUE);
            }
            if (what.startsWith("fail:")) {
                return new Fault.Fail(Integer.parseInt(what.substring("fail:".length())));
            }
            if (what.equals("lose")) {
                return new Fault.Lose();
            }
            if (what.startsWith("slow:")) {
                double seconds = Double.parseDouble(what.substring("slow:".length()));
                return new Fault.Slow(Duration.ofMillis((long) (seconds * 1000)));
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw invalid(specification);
    }

    private static BelayException invalid(String specification) {
        return new BelayException(
                ErrorCode.INVALID_OPTIONS,
                "'%s' is no fault; expected ACTIVITY=fail, ACTIVITY=fail:N, ACTIVITY=lose or ACTIVITY=slow:SECONDS"
                        .formatted(specification));
    }

    /// @throws BelayException `UNKNOWN_ACTIVITY` when a fault is for an activity that is not there
    public void requireKnown(Set<String> activities) {
        for (String activity : byActivity.keySet()) {
            if (!activities.contains(activity)) {
                throw new BelayException(
                        ErrorCode.UNKNOWN_ACTIVITY,
                        "a fault is asked for in activity '%s', but there are only %s"
                                .formatted(activity, activities.stream().sorted().toList()));
            }
        }
    }

    @Nullable Fault of(String activity) {
        return byActivity.isEmpty() ? null : byActivity.get(activity);
    }
}
