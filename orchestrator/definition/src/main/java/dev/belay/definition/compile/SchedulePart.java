package dev.belay.definition.compile;

import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.text.SourceNode;
import dev.belay.flow.plan.Listening.Strategy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `schedule`.
final class SchedulePart {
    private static final Duration INTERVAL_MIN = Duration.ofSeconds(1);

    private final Compilation compilation;

    SchedulePart(Compilation compilation) {
        this.compilation = compilation;
    }

    @Nullable FlowSchedule schedule(ZoneId zone) {
        Optional<SourceNode> found = compilation.root.get("schedule").filter(SourceNode::isObject);
        if (found.isEmpty()) {
            return null;
        }
        SourceNode node = found.get();
        long times = Stream.of("every", "cron", "after").filter(node.value()::has).count();
        if (times > 1) {
            compilation.problems.atKey(
                    node,
                    ProblemCode.INVALID_SCHEDULE,
                    "this schedule says more than one of every, cron and after",
                    "keep one of them");
        } else if (times == 0 && !node.value().has("on")) {
            compilation.problems.atKey(
                    node,
                    ProblemCode.INVALID_SCHEDULE,
                    "this schedule never starts anything",
                    "write one of every, cron, after and on");
        }
        Strategy on =
                node.get("on")
                        .filter(SourceNode::isObject)
                        .map(events -> compilation.events.strategy(events, Variables.FLOW))
                        .orElse(null);
        return new FlowSchedule(
                duration(node, "every"), cron(node), duration(node, "after"), on, zone);
    }

    private @Nullable Duration duration(SourceNode node, String key) {
        return node.get(key).map(this::duration).orElse(null);
    }

    private Duration duration(SourceNode node) {
        if (node.isText() && node.text().contains("${")) {
            compilation.problems.at(
                    node,
                    ProblemCode.INVALID_SCHEDULE,
                    "a schedule has no data that an expression could read",
                    "write a fixed duration such as PT15M");
            return INTERVAL_MIN;
        }
        Duration duration = compilation.durations.fixed(node);
        if (duration.compareTo(INTERVAL_MIN) < 0) {
            compilation.problems.at(
                    node,
                    ProblemCode.INVALID_SCHEDULE,
                    "'%s' is %s".formatted(node.key(), duration),
                    "write at least %s".formatted(INTERVAL_MIN));
        }
        return duration;
    }

    private @Nullable String cron(SourceNode node) {
        Optional<SourceNode> cron = node.get("cron").filter(SourceNode::isText);
        cron.flatMap(text -> compilation.options.cron().problem(text.text()))
                .ifPresent(why ->
                        compilation.problems.at(
                                cron.orElseThrow(),
                                ProblemCode.INVALID_CRON,
                                "this is no cron expression: " + why,
                                "write minute, hour, day of month, month and day of week, such as '0 9 * * MON-FRI'"));
        return cron.map(SourceNode::text).orElse(null);
    }
}
