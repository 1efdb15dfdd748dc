package dev.belay.local.cost;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/// What a million of something may cost at most, and what it costs.
///
/// @param dollars the difference that one more of it makes to a run
public record Target(String what, double most, double dollars) {
    private static final int FEW = 100;
    private static final int MANY = 200;

    public static List<Target> all(Prices prices) {
        return List.of(
                target("activities, one after another", 4.0, n -> activities(n, 1), prices),
                target("activities, 10 side by side", 1.6, n -> activities(n, 10), prices),
                target("local activities", 1.0, n -> new Workload(1, 0, n, 0, WEEK, 1), prices),
                target("waits of 7 days", 10.0, n -> new Workload(1, 0, 0, n, WEEK, 1), prices));
    }

    private static final Duration WEEK = Duration.ofDays(7);

    private static Workload activities(int number, int sideBySide) {
        return new Workload(1, number, 0, 0, WEEK, sideBySide);
    }

    private static Target target(
            String what, double most, IntFunction<Workload> runWith, Prices prices) {
        double more =
                CostModel.of(runWith.apply(MANY), prices).total()
                        - CostModel.of(runWith.apply(FEW), prices).total();
        return new Target(what, most, more / (MANY - FEW) * 1_000_000);
    }

    public boolean isMet() {
        return dollars <= most;
    }
}
