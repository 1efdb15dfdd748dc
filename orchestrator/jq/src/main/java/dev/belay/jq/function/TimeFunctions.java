package dev.belay.jq.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Arithmetic;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Work;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/// Dates. `now` is the time that the run sees; the local time is UTC unless a zone is named.
final class TimeFunctions {
    private static final String ISO = "%Y-%m-%dT%H:%M:%SZ";

    /// Seconds in the units that `dateadd` and `datesub` know.
    private static final Map<String, Integer> UNITS =
            Map.of("seconds", 1, "minutes", 60, "hours", 3_600, "days", 86_400, "weeks", 604_800);

    private TimeFunctions() {}

    static void addTo(Catalog catalog) {
        catalog.add("now/0", (work, _, _) -> now(work.now()))
                .add("gmtime/0", (work, in, _) -> Moment.of(in, UTC).broken(work))
                .add("localtime/0", (work, in, _) -> Moment.of(in, UTC).broken(work))
                .add("localtime/1", (work, in, of) -> Moment.of(in, zone(of[0])).broken(work))
                .add("mktime/0", (_, in, _) -> mktime(in, UTC))
                .add("mktime/1", (_, in, of) -> mktime(in, zone(of[0])))
                .add("strftime/1", (work, in, of) -> format(in, of[0], UTC, work))
                .add("strflocaltime/1", (work, in, of) -> format(in, of[0], UTC, work))
                .add("strflocaltime/2", (work, in, of) -> format(in, of[0], zone(of[1]), work))
                .add("strptime/1", TimeFunctions::strptime)
                .add("todate/0", (work, in, _) -> format(in, Json.of(ISO), UTC, work))
                .add("todateiso8601/0", (work, in, _) -> format(in, Json.of(ISO), UTC, work))
                .add("date/0", (work, in, _) -> format(in, Json.of(ISO), UTC, work))
                .add("fromdate/0", (work, in, _) -> fromIso(in, work))
                .add("fromdateiso8601/0", (work, in, _) -> fromIso(in, work))
                .add("dateadd/2", (work, in, of) -> add(in, of[0], of[1], work))
                .add("datesub/2", (work, in, of) -> add(in, of[0], negated(of[1], work), work));
    }

    static final ZoneId UTC = ZoneOffset.UTC;

    private static JsonNode now(Instant now) {
        return Json.of(now.getEpochSecond() + now.getNano() / 1e9);
    }

    private static ZoneId zone(JsonNode name) {
        try {
            return ZoneId.of(Json.text(name, "the name of a time zone"));
        } catch (DateTimeException _) {
            throw JqError.of("there is no such time zone; write one like \"Europe/Berlin\"");
        }
    }

    private static JsonNode mktime(JsonNode in, ZoneId zone) {
        if (!in.isArray()) {
            throw JqError.of("mktime needs an array of broken down time, not " + Json.type(in));
        }
        return Json.of(Moment.of(in, zone).time().toEpochSecond());
    }

    private static JsonNode format(JsonNode in, JsonNode format, ZoneId zone, Work work) {
        ZonedDateTime time = Moment.of(in, zone).time();
        return Json.of(TimeFormat.format(time, Json.text(format, "strftime"), work));
    }

    private static JsonNode strptime(Work work, JsonNode in, JsonNode[] of) {
        String text = Json.text(in, "strptime");
        String format = Json.text(of[0], "strptime");
        work.chars(text.length() + format.length());
        LocalDateTime time = new TimeParsing(text, format).parse();
        return new Moment(time.atZone(UTC), 0).broken(work);
    }

    /// Also takes fractions of a second and offsets, which are common and jq refuses.
    private static JsonNode fromIso(JsonNode in, Work work) {
        String text = Json.text(in, "fromdate");
        work.chars(text.length());
        try {
            Instant time =
                    OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant();
            return now(time);
        } catch (DateTimeException _) {
            throw JqError.of(
                    "fromdate cannot read the string; it takes 2026-01-31T12:00:00Z, with or"
                            + " without a fraction of the second, or with an offset like +02:00");
        }
    }

    private static JsonNode add(JsonNode in, JsonNode unit, JsonNode count, Work work) {
        Integer seconds = UNITS.get(Json.text(unit, "dateadd"));
        if (seconds == null) {
            throw JqError.of("dateadd knows seconds, minutes, hours, days and weeks");
        }
        Json.number(in, "dateadd");
        Json.number(count, "dateadd");
        return Arithmetic.plus(in, Arithmetic.times(count, Json.of(seconds), work), work);
    }

    private static JsonNode negated(JsonNode count, Work work) {
        return Arithmetic.negate(count, work);
    }
}
