package dev.belay.jq.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Work;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// A point in time as jq writes it down: seconds since 1970, or "broken down" into year, month from
/// 0, day, hour, minute, second, weekday from Sunday, day of the year from 0.
///
/// @param fraction of the second
record Moment(ZonedDateTime time, double fraction) {
    /// A year beyond this one is a mistake, and dates of it print badly.
    private static final double SECONDS_MAX = 253_402_300_799.0;

    static Moment of(JsonNode in, ZoneId zone) {
        if (in instanceof ArrayNode broken) {
            return ofBroken(broken, zone);
        }
        double seconds = Json.number(in, "a date");
        double whole = Math.floor(seconds);
        if (!(Math.abs(whole) <= SECONDS_MAX)) {
            throw JqError.of("a date must lie between the years -6000 and 9999");
        }
        Instant instant = Instant.ofEpochSecond((long) whole);
        return new Moment(instant.atZone(zone), seconds - whole);
    }

    private static Moment ofBroken(ArrayNode broken, ZoneId zone) {
        if (broken.size() < 6) {
            throw JqError.of("broken down time has at least six numbers");
        }
        double second = part(broken, 5);
        double whole = Math.floor(second);
        try {
            LocalDateTime time =
                    LocalDateTime.of(range(part(broken, 0)), 1, 1, 0, 0)
                            .plusMonths(range(part(broken, 1)))
                            .plusDays(range(part(broken, 2)) - 1L)
                            .plusHours(range(part(broken, 3)))
                            .plusMinutes(range(part(broken, 4)))
                            .plusSeconds(range(whole));
            return new Moment(time.atZone(zone), second - whole);
        } catch (DateTimeException _) {
            throw JqError.of("broken down time is out of range");
        }
    }

    private static double part(ArrayNode broken, int i) {
        return Json.number(broken.get(i), "broken down time");
    }

    private static int range(double part) {
        if (!(Math.abs(part) <= 1e8)) {
            throw JqError.of("broken down time is out of range");
        }
        return (int) part;
    }

    JsonNode broken(Work work) {
        work.buildArray(8);
        return Json.array(8)
                .add(Json.of(time.getYear()))
                .add(Json.of(time.getMonthValue() - 1))
                .add(Json.of(time.getDayOfMonth()))
                .add(Json.of(time.getHour()))
                .add(Json.of(time.getMinute()))
                .add(Json.of(time.getSecond() + fraction))
                .add(Json.of(time.getDayOfWeek().getValue() % 7))
                .add(Json.of(time.getDayOfYear() - 1));
    }
}
