package dev.belay.schedule.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: where clocks never change, another implementation agrees.
///
/// Method: expressions at random, without what the two define differently: a step in the days
/// beside a weekday.
class CronSecondOpinionTest {
    private static final CronParser OTHER =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void another_implementation_agrees(long seed) {
        var random = new Random(seed);
        String days = random.nextBoolean() ? "*" : values(random, 1, 28);
        String weekdays = random.nextInt(3) > 0 ? "*" : values(random, 0, 6);
        String expression =
                String.join(
                        " ",
                        field(random, 0, 59),
                        field(random, 0, 23),
                        days,
                        field(random, 1, 12),
                        weekdays);
        Instant from = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000));

        List<Instant> ours =
                Cron.parse(expression, ZoneOffset.UTC)
                        .from(from)
                        .limit(20)
                        .map(DueTime::at)
                        .toList();

        assertThat(ours).as(expression).isEqualTo(theirs(expression, from, 20));
    }

    private static List<Instant> theirs(String expression, Instant from, int count) {
        var times = ExecutionTime.forCron(OTHER.parse(expression));
        var found = new ArrayList<Instant>();
        ZonedDateTime at = from.atZone(ZoneOffset.UTC);
        while (found.size() < count) {
            at = times.nextExecution(at).orElseThrow();
            found.add(at.toInstant());
        }
        return found;
    }

    private static String field(Random random, int min, int max) {
        return switch (random.nextInt(4)) {
            case 0 -> "*";
            case 1 -> "*/" + (1 + random.nextInt(Math.max(1, (max - min) / 2)));
            default -> values(random, min, max);
        };
    }

    private static String values(Random random, int min, int max) {
        int first = min + random.nextInt(max - min);
        int last = first + 1 + random.nextInt(max - first);
        return switch (random.nextInt(3)) {
            case 0 -> Integer.toString(first);
            case 1 -> first + "-" + last;
            default -> first + "," + last;
        };
    }
}
