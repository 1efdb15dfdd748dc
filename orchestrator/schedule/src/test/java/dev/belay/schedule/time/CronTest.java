package dev.belay.schedule.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.error.BelayException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: an expression is due exactly when the rules say, and what is no expression is refused with
/// what to write instead.
///
/// Method: expectations were worked out by hand from a calendar; 2026-01-01 is a Thursday.
class CronTest {
    @ParameterizedTest(name = "{0} after {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # every field by itself
                    * * * * *           | 2026-01-01T00:00Z      | 2026-01-01T00:01Z 2026-01-01T00:02Z
                    * * * * * *         | 2026-01-01T00:00Z      | 2026-01-01T00:00:01Z 2026-01-01T00:00:02Z
                    30 * * * * *        | 2026-01-01T00:00Z      | 2026-01-01T00:00:30Z 2026-01-01T00:01:30Z
                    */20 * * * * *      | 2026-01-01T00:00:50Z   | 2026-01-01T00:01:00Z 2026-01-01T00:01:20Z
                    5 * * * *           | 2026-01-01T00:05Z      | 2026-01-01T01:05Z 2026-01-01T02:05Z
                    5 4 * * *           | 2026-01-01T04:04:59Z   | 2026-01-01T04:05Z 2026-01-02T04:05Z
                    0 0 1 * *           | 2026-01-01T00:00Z      | 2026-02-01T00:00Z 2026-03-01T00:00Z
                    0 0 1 6 *           | 2026-01-01T00:00Z      | 2026-06-01T00:00Z 2027-06-01T00:00Z
                    0 0 * * 1           | 2026-01-01T00:00Z      | 2026-01-05T00:00Z 2026-01-12T00:00Z
                    0 0 * * 0           | 2026-01-01T00:00Z      | 2026-01-04T00:00Z 2026-01-11T00:00Z
                    0 0 * * 7           | 2026-01-01T00:00Z      | 2026-01-04T00:00Z 2026-01-11T00:00Z
                    # strictly after, also within a second
                    0 12 * * *          | 2026-01-01T12:00Z      | 2026-01-02T12:00Z
                    0 12 * * *          | 2026-01-01T11:59:59.9Z | 2026-01-01T12:00Z
                    0 12 * * *          | 2026-01-01T12:00:00.1Z | 2026-01-02T12:00Z
                    * * * * * *         | 2026-01-01T00:00:00.5Z | 2026-01-01T00:00:01Z 2026-01-01T00:00:02Z
                    # lists, ranges, steps
                    0,30 * * * *        | 2026-01-01T00:00Z      | 2026-01-01T00:30Z 2026-01-01T01:00Z
                    0 9,17 * * *        | 2026-01-01T09:00Z      | 2026-01-01T17:00Z 2026-01-02T09:00Z
                    0 9-11 * * *        | 2026-01-01T09:00Z      | 2026-01-01T10:00Z 2026-01-01T11:00Z 2026-01-02T09:00Z
                    */15 * * * *        | 2026-01-01T00:00Z      | 2026-01-01T00:15Z 2026-01-01T00:30Z 2026-01-01T00:45Z 2026-01-01T01:00Z
                    */40 * * * *        | 2026-01-01T00:00Z      | 2026-01-01T00:40Z 2026-01-01T01:00Z 2026-01-01T01:40Z
                    10/20 * * * *       | 2026-01-01T00:00Z      | 2026-01-01T00:10Z 2026-01-01T00:30Z 2026-01-01T00:50Z 2026-01-01T01:10Z
                    10-30/10 * * * *    | 2026-01-01T00:00Z      | 2026-01-01T00:10Z 2026-01-01T00:20Z 2026-01-01T00:30Z 2026-01-01T01:10Z
                    0 */6 * * *         | 2026-01-01T00:00Z      | 2026-01-01T06:00Z 2026-01-01T12:00Z 2026-01-01T18:00Z 2026-01-02T00:00Z
                    0 0 */10 * *        | 2026-01-01T00:00Z      | 2026-01-11T00:00Z 2026-01-21T00:00Z 2026-01-31T00:00Z 2026-02-01T00:00Z
                    0 0 1 */4 *         | 2026-01-01T00:00Z      | 2026-05-01T00:00Z 2026-09-01T00:00Z 2027-01-01T00:00Z
                    5,5,5 * * * *       | 2026-01-01T00:00Z      | 2026-01-01T00:05Z 2026-01-01T01:05Z
                    1-2,4-5 0 * * *     | 2026-01-01T00:00Z      | 2026-01-01T00:01Z 2026-01-01T00:02Z 2026-01-01T00:04Z 2026-01-01T00:05Z 2026-01-02T00:01Z
                    # names
                    0 0 * * MON         | 2026-01-01T00:00Z      | 2026-01-05T00:00Z
                    0 0 * * mon-fri     | 2026-01-01T00:00Z      | 2026-01-02T00:00Z 2026-01-05T00:00Z
                    0 0 * * FRI-SUN     | 2026-01-01T00:00Z      | 2026-01-02T00:00Z 2026-01-03T00:00Z 2026-01-04T00:00Z 2026-01-09T00:00Z
                    0 0 * * Tue,Thu     | 2026-01-01T00:00Z      | 2026-01-06T00:00Z 2026-01-08T00:00Z
                    0 0 1 JAN *         | 2026-01-01T00:00Z      | 2027-01-01T00:00Z
                    0 0 1 mar-may *     | 2026-01-01T00:00Z      | 2026-03-01T00:00Z 2026-04-01T00:00Z 2026-05-01T00:00Z 2027-03-01T00:00Z
                    0 0 1 FEB,DEC *     | 2026-01-01T00:00Z      | 2026-02-01T00:00Z 2026-12-01T00:00Z
                    0 0 * * SUN-TUE     | 2026-01-01T00:00Z      | 2026-01-04T00:00Z 2026-01-05T00:00Z 2026-01-06T00:00Z 2026-01-11T00:00Z
                    # day of month or day of week
                    0 0 13 * 5          | 2026-01-01T00:00Z      | 2026-01-02T00:00Z 2026-01-09T00:00Z 2026-01-13T00:00Z 2026-01-16T00:00Z
                    0 0 1,15 * WED      | 2026-01-01T00:00Z      | 2026-01-07T00:00Z 2026-01-14T00:00Z 2026-01-15T00:00Z 2026-01-21T00:00Z
                    0 0 */2 * MON       | 2026-01-01T00:00Z      | 2026-01-05T00:00Z 2026-01-19T00:00Z 2026-02-09T00:00Z
                    0 0 13 * *          | 2026-01-01T00:00Z      | 2026-01-13T00:00Z 2026-02-13T00:00Z
                    0 0 13 * ?          | 2026-01-01T00:00Z      | 2026-01-13T00:00Z 2026-02-13T00:00Z
                    0 0 ? * FRI         | 2026-01-01T00:00Z      | 2026-01-02T00:00Z 2026-01-09T00:00Z
                    0 0 ? * ?           | 2026-01-01T00:00Z      | 2026-01-02T00:00Z 2026-01-03T00:00Z
                    0 0 LW * FRI#1      | 2026-01-01T00:00Z      | 2026-01-02T00:00Z 2026-01-30T00:00Z 2026-02-06T00:00Z 2026-02-27T00:00Z
                    # the last days of months
                    0 0 L * *           | 2026-01-01T00:00Z      | 2026-01-31T00:00Z 2026-02-28T00:00Z 2026-03-31T00:00Z 2026-04-30T00:00Z
                    0 0 L 2 *           | 2027-03-01T00:00Z      | 2028-02-29T00:00Z 2029-02-28T00:00Z
                    0 0 L-1 * *         | 2026-01-01T00:00Z      | 2026-01-30T00:00Z 2026-02-27T00:00Z
                    0 0 L-30 * *        | 2026-01-01T00:00Z      | 2026-03-01T00:00Z 2026-05-01T00:00Z
                    0 0 1,L * *         | 2026-01-01T00:00Z      | 2026-01-31T00:00Z 2026-02-01T00:00Z 2026-02-28T00:00Z
                    0 0 LW * *          | 2026-01-01T00:00Z      | 2026-01-30T00:00Z 2026-02-27T00:00Z 2026-03-31T00:00Z 2026-04-30T00:00Z 2026-05-29T00:00Z
                    0 0 31 * *          | 2026-01-01T00:00Z      | 2026-01-31T00:00Z 2026-03-31T00:00Z 2026-05-31T00:00Z
                    0 0 30 * *          | 2026-01-31T00:00Z      | 2026-03-30T00:00Z
                    0 0 29-31 2 *       | 2026-01-01T00:00Z      | 2028-02-29T00:00Z 2032-02-29T00:00Z
                    # nearest working day
                    0 0 15W * *         | 2026-01-01T00:00Z      | 2026-01-15T00:00Z 2026-02-16T00:00Z 2026-03-16T00:00Z 2026-04-15T00:00Z
                    0 0 1W * *          | 2026-01-02T00:00Z      | 2026-02-02T00:00Z 2026-03-02T00:00Z 2026-04-01T00:00Z
                    0 0 1W 8 *          | 2026-01-01T00:00Z      | 2026-08-03T00:00Z
                    0 0 31W 5 *         | 2026-01-01T00:00Z      | 2026-05-29T00:00Z
                    0 0 31W * *         | 2026-01-01T00:00Z      | 2026-01-30T00:00Z 2026-03-31T00:00Z
                    0 0 10W,20W * *     | 2026-01-01T00:00Z      | 2026-01-09T00:00Z 2026-01-20T00:00Z 2026-02-10T00:00Z
                    # numbered and last weekdays
                    0 0 * * FRI#2       | 2026-01-01T00:00Z      | 2026-01-09T00:00Z 2026-02-13T00:00Z 2026-03-13T00:00Z
                    0 0 * * 5#5         | 2026-01-01T00:00Z      | 2026-01-30T00:00Z 2026-05-29T00:00Z 2026-07-31T00:00Z
                    0 0 * * SUN#1       | 2026-01-01T00:00Z      | 2026-01-04T00:00Z 2026-02-01T00:00Z
                    0 0 * * 7#1         | 2026-01-01T00:00Z      | 2026-01-04T00:00Z 2026-02-01T00:00Z
                    0 0 * * 5L          | 2026-01-01T00:00Z      | 2026-01-30T00:00Z 2026-02-27T00:00Z 2026-03-27T00:00Z
                    0 0 * * SUNL        | 2026-01-01T00:00Z      | 2026-01-25T00:00Z 2026-02-22T00:00Z
                    0 0 * * THU#1,THUL  | 2026-01-01T00:00Z      | 2026-01-29T00:00Z 2026-02-05T00:00Z 2026-02-26T00:00Z
                    0 0 * * MON,FRI#1   | 2026-01-01T00:00Z      | 2026-01-02T00:00Z 2026-01-05T00:00Z 2026-01-12T00:00Z
                    # leap days and turns of years
                    0 0 29 2 *          | 2026-01-01T00:00Z      | 2028-02-29T00:00Z 2032-02-29T00:00Z
                    0 0 29 2 *          | 2096-03-01T00:00Z      | 2104-02-29T00:00Z
                    0 0 29 2 ?          | 2028-02-28T23:59:59Z   | 2028-02-29T00:00Z
                    59 23 31 12 *       | 2026-01-01T00:00Z      | 2026-12-31T23:59Z 2027-12-31T23:59Z
                    59 59 23 31 12 ?    | 2026-12-31T23:59:58Z   | 2026-12-31T23:59:59Z 2027-12-31T23:59:59Z
                    0 0 1 1 *           | 2026-12-31T23:59:59Z   | 2027-01-01T00:00Z
                    # macros
                    @hourly             | 2026-01-01T00:00Z      | 2026-01-01T01:00Z 2026-01-01T02:00Z
                    @daily              | 2026-01-01T00:00Z      | 2026-01-02T00:00Z
                    @midnight           | 2026-01-01T00:00Z      | 2026-01-02T00:00Z
                    @weekly             | 2026-01-01T00:00Z      | 2026-01-04T00:00Z 2026-01-11T00:00Z
                    @monthly            | 2026-01-01T00:00Z      | 2026-02-01T00:00Z
                    @yearly             | 2026-01-01T00:00Z      | 2027-01-01T00:00Z
                    @annually           | 2026-01-01T00:00Z      | 2027-01-01T00:00Z
                    @DAILY              | 2026-01-01T00:00Z      | 2026-01-02T00:00Z
                    # six fields
                    0 0 12 ? * MON-FRI  | 2026-01-01T12:00Z      | 2026-01-02T12:00Z 2026-01-05T12:00Z
                    15,45 30 6 1 * *    | 2026-01-01T00:00Z      | 2026-01-01T06:30:15Z 2026-01-01T06:30:45Z 2026-02-01T06:30:15Z
                    0 15 10 L-2 * ?     | 2026-01-01T00:00Z      | 2026-01-29T10:15Z 2026-02-26T10:15Z
                    """)
    void an_expression_is_due_at(String expression, String after, String expected) {
        List<Instant> times = Arrays.stream(expected.split(" ")).map(CronTest::instant).toList();

        assertThat(
                        Cron.parse(expression, ZoneOffset.UTC)
                                .from(instant(after))
                                .limit(times.size())
                                .map(DueTime::at))
                .containsExactlyElementsOf(times);
    }

    private static Instant instant(String text) {
        return java.time.OffsetDateTime.parse(text).toInstant();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    60 * * * *          | numbers of 0 to 59
                    * 24 * * *          | numbers of 0 to 23
                    * * 0 * *           | numbers of 1 to 31
                    * * 32 * *          | numbers of 1 to 31
                    * * * 13 *          | JAN to DEC
                    * * * * 8           | SUN to SAT
                    * * * * MOON        | SUN to SAT
                    * * * *             | these are 4
                    * * * * * * *       | these are 7
                    */0 * * * *         | write a step of 1 to 59
                    */60 * * * *        | write a step of 1 to 59
                    5-1 * * * *         | write two, for example
                    22-2 * * * *        | write two, for example
                    1,,2 * * * *        | numbers of 0 to 59
                    -1 * * * *          | numbers of 0 to 59
                    ? * * * *           | numbers of 0 to 59
                    * * * * L           | the last of which weekday
                    * * * * FRI#6       | write 1 to 5 after #
                    * * * * FRI#0       | write 1 to 5 after #
                    * * L-31 * *        | write L-1 to L-30
                    * * W * *           | numbers of 1 to 31
                    * * 32W * *         | numbers of 1 to 31
                    0 0 30 2 *          | no such day exists
                    0 0 31 4,6,9,11 *   | no such day exists
                    @reboot             | knows no reboot
                    @fortnightly        | write one of @hourly
                    CRON_TZ=UTC 0 0 1 1 * | name the zone in timeZone
                    """)
    void what_is_no_expression_is_refused_with_what_to_write(String expression, String write) {
        assertThatThrownBy(() -> Cron.parse(expression, ZoneId.of("UTC")))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining(write)
                .hasMessageContaining("BLY-1013");
    }
}
