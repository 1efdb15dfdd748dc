package dev.belay.api.steps;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One step, or the many steps of a loop.
///
/// @param group names the loop's steps, to ask for them; null for a single step
/// @param step the step, or the one of the loop that people want to see first
/// @param count how many steps the row stands for
/// @param counts of them by state
/// @param startedAt of the first
/// @param closedAt of the last; null while one is open
public record StepRow(
        @Nullable String group,
        StepView step,
        int count,
        Map<StepState, Integer> counts,
        Instant startedAt,
        @Nullable Instant closedAt) {

    /// As many like steps are shown one by one.
    private static final int SINGLE_MAX = 5;

    private static final Comparator<Step> URGENT_FIRST =
            Comparator.comparing((Step step) -> step.state).thenComparing(step -> step.startedAt);

    /// Rows in the order in which their first steps began.
    static List<StepRow> of(List<Step> steps) {
        var groups = new LinkedHashMap<String, ArrayList<Step>>();
        for (Step step : steps) {
            groups.computeIfAbsent(step.group(), _ -> new ArrayList<>()).add(step);
        }
        var seen = new HashSet<String>();
        var rows = new ArrayList<StepRow>();
        for (Step step : steps) {
            List<Step> alike = groups.getOrDefault(step.group(), new ArrayList<>());
            if (alike.size() <= SINGLE_MAX) {
                rows.add(single(step));
            } else if (seen.add(step.group())) {
                rows.add(loop(step.group(), alike));
            }
        }
        return rows;
    }

    static List<StepRow> ofGroup(List<Step> steps, String group) {
        return steps.stream()
                .filter(step -> step.group().equals(group))
                .sorted(URGENT_FIRST)
                .map(StepRow::single)
                .toList();
    }

    static StepRow single(Step step) {
        return new StepRow(
                null, StepView.of(step), 1, Map.of(step.state, 1), step.startedAt, step.closedAt);
    }

    private static StepRow loop(String group, List<Step> alike) {
        var counts = new EnumMap<StepState, Integer>(StepState.class);
        Step urgent = alike.getFirst();
        Instant last = urgent.startedAt;
        boolean open = false;
        for (Step step : alike) {
            counts.merge(step.state, 1, Integer::sum);
            if (URGENT_FIRST.compare(step, urgent) < 0) {
                urgent = step;
            }
            Instant end = step.closedAt;
            open |= end == null;
            if (end != null && end.isAfter(last)) {
                last = end;
            }
        }
        return new StepRow(
                group,
                StepView.of(urgent),
                alike.size(),
                counts,
                alike.getFirst().startedAt,
                open ? null : last);
    }
}
