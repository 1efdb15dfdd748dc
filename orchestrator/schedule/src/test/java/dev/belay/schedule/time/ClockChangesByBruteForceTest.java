package dev.belay.schedule.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: whatever the expression and wherever one asks, the next due time around a change of clocks
/// is the one that the rules say.
///
/// Method: every minute of the days around a change is looked at one by one, first as local time
/// for the chosen hours, as time that elapses where every hour matches.
class ClockChangesByBruteForceTest {
    private static final List<ZoneId> ZONES =
            List.of(
                    ZoneId.of("Europe/Berlin"),
                    ZoneId.of("America/New_York"),
                    ZoneId.of("Australia/Lord_Howe"),
                    ZoneId.of("Africa/Cairo"),
                    ZoneId.of("America/St_Johns"),
                    ZoneId.of("Pacific/Apia"));
    private static final Instant FROM = Instant.parse("2009-06-01T00:00:00Z");

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_next_due_time_is_the_one_that_the_rules_say(long seed) {
        var random = new Random(seed);
        ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
        var hours = some(random, 24, random.nextInt(3) == 0 ? 24 : 1 + random.nextInt(6));
        var minutes = some(random, 60, 1 + random.nextInt(8));
        String expression = "%s %s * * *".formatted(list(minutes), list(hours));
        ZoneOffsetTransition change = change(zone.getRules(), random.nextInt(8));

        NavigableSet<Instant> expected =
                hours.size() == 24
                        ? elapsing(zone.getRules(), change, minutes)
                        : chosen(zone.getRules(), change, hours, minutes);

        Timetable times = Cron.parse(expression, zone);
        for (int i = 0; i < 50; i++) {
            Instant asked = change.getInstant().plusSeconds(random.nextInt(86_400 * 2) - 86_400L);
            assertThat(times.after(asked).map(DueTime::at))
                    .as("%s in %s after %s", expression, zone, asked)
                    .contains(expected.higher(asked));
        }
    }

    private static NavigableSet<Instant> chosen(
            ZoneRules rules,
            ZoneOffsetTransition change,
            Set<Integer> hours,
            Set<Integer> minutes) {
        var due = new TreeSet<Instant>();
        LocalDateTime local = change.getDateTimeBefore().minusDays(4);
        for (;
                local.isBefore(change.getDateTimeAfter().plusDays(4));
                local = local.plusMinutes(1)) {
            if (hours.contains(local.getHour()) && minutes.contains(local.getMinute())) {
                List<ZoneOffset> offsets = rules.getValidOffsets(local);
                due.add(
                        offsets.isEmpty()
                                ? rules.getTransition(local).getInstant()
                                : local.toInstant(offsets.getFirst()));
            }
        }
        return due;
    }

    private static NavigableSet<Instant> elapsing(
            ZoneRules rules, ZoneOffsetTransition change, Set<Integer> minutes) {
        var due = new TreeSet<Instant>();
        Instant end = change.getInstant().plus(Duration.ofDays(4));
        Instant at = change.getInstant().minus(Duration.ofDays(4));
        for (; at.isBefore(end); at = at.plusSeconds(60)) {
            if (minutes.contains(LocalDateTime.ofInstant(at, rules.getOffset(at)).getMinute())) {
                due.add(at);
            }
        }
        LocalDateTime inGap = change.getDateTimeBefore();
        for (; inGap.isBefore(change.getDateTimeAfter()); inGap = inGap.plusMinutes(1)) {
            if (minutes.contains(inGap.getMinute())) {
                due.add(inGap.toInstant(change.getOffsetBefore()));
            }
        }
        return due;
    }

    private static ZoneOffsetTransition change(ZoneRules rules, int number) {
        ZoneOffsetTransition change = rules.nextTransition(FROM);
        for (int i = 0; i < number; i++) {
            ZoneOffsetTransition next = rules.nextTransition(change.getInstant());
            change = next == null ? change : next;
        }
        return change;
    }

    private static NavigableSet<Integer> some(Random random, int bound, int count) {
        var values = new TreeSet<Integer>();
        while (values.size() < count) {
            // Around the hours at which clocks change, mostly.
            values.add(
                    bound == 24 && count < 24 && random.nextBoolean()
                            ? random.nextInt(4)
                            : random.nextInt(bound));
        }
        return values;
    }

    private static String list(Set<Integer> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
