package dev.belay.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.belay.core.error.BelayException;
import dev.belay.schedule.time.DueTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleReaderTest {
    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void a_document_becomes_a_definition() {
        ScheduleDefinition read =
                read(
                        """
                        workflow: follow-up
                        lane: automation
                        input: {order: 42}
                        timeout: PT1H
                        when:
                          cron: ["0 9 * * MON-FRI", "@monthly"]
                          calendar: {days: LW, hours: 18}
                          timeZone: Europe/Berlin
                          start: 2026-01-01T00:00
                          end: 2027-01-01T00:00:00Z
                          jitter: PT30S
                          except: [2026-12-25]
                        overlap: buffer-one
                        catchUp: all
                        catchUpWindow: PT6H
                        bufferMax: 5
                        pauseOnFailure: true
                        runsMax: 100
                        """);

        assertThat(read)
                .isEqualTo(
                        new ScheduleDefinition(
                                new ScheduleSpec(
                                        List.of("0 9 * * MON-FRI", "@monthly"),
                                        List.of(),
                                        null,
                                        List.of(
                                                new CalendarSpec(
                                                        null, null, "LW", null, "18", null, null)),
                                        List.of(),
                                        "Europe/Berlin",
                                        Instant.parse("2025-12-31T23:00:00Z"),
                                        Instant.parse("2027-01-01T00:00:00Z"),
                                        Duration.ofSeconds(30),
                                        List.of(LocalDate.parse("2026-12-25"))),
                                new ScheduleTarget(
                                        "follow-up",
                                        "automation",
                                        Map.of("order", 42),
                                        Duration.ofHours(1)),
                                new SchedulePolicy(
                                        Overlap.BUFFER_ONE,
                                        CatchUp.ALL,
                                        Duration.ofHours(6),
                                        5,
                                        true,
                                        100)));
    }

    @Test
    void what_is_not_written_has_its_default() {
        assertThat(read("{workflow: w, when: {every: PT10M}}").policy())
                .isEqualTo(SchedulePolicy.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [1]                                                  | the schedule is 'a list of 1'; write an object
                    {when: {every: PT1H}}                                | workflow is 'missing'; write the name
                    {workflow: w}                                        | when is 'missing'; write when it is due
                    {workflow: w, wen: {}}                               | a field of the schedule is 'wen'; write one of
                    {workflow: w, when: {}}                              | write some of cron, every, calendar and at
                    {workflow: w, when: {corn: x}}                       | a field of when is 'corn'; write one of
                    {workflow: w, when: {every: 10m}}                    | every is '10m'; write an ISO 8601 duration
                    {workflow: w, when: {every: PT1H, after: PT1H}}      | or after alone
                    {workflow: w, when: {after: soon}}                   | when.after is 'soon'; write an ISO 8601 duration
                    {workflow: w, when: {after: PT0S}}                   | after is 'PT0S'; write PT1S to
                    {workflow: w, when: {cron: 0 9 * *}}                 | write 5 fields
                    {workflow: w, when: {cron: 0 24 * * *}}              | cron '0 24 * * *', the hour is '24'; write numbers of 0 to 23
                    {workflow: w, when: {cron: {a: 1}}}                  | when.cron is 'an object of 1 fields'; write a text
                    {workflow: w, when: {at: tomorrow}}                  | at is 'tomorrow'; write a local time
                    {workflow: w, when: {calendar: {day: 1}}}            | a field of when.calendar is 'day'; write one of
                    {workflow: w, when: {calendar: {hours: 25}}}         | calendar '25', the hour is '25'; write numbers of 0 to 23
                    {workflow: w, when: {every: PT1H, timeZone: Berlin}} | when.timeZone is 'Berlin'; write a zone such as Europe/Berlin
                    {workflow: w, when: {every: PT1H, start: noon}}      | when.start is 'noon'; write a time such as
                    {workflow: w, when: {every: PT1H, except: xmas}}     | when.except is 'xmas'; write a day
                    {workflow: w, when: {every: PT1H, jitter: P2D}}      | jitter is 'PT48H'; write PT0S to PT24H
                    {workflow: w, when: {every: PT1H, start: 2027-01-01T00:00, end: 2026-01-01T00:00}} | write a time after start
                    {workflow: w, when: {every: PT1H}, overlap: queue}   | overlap is 'queue'; write one of [skip, buffer-one
                    {workflow: w, when: {every: PT1H}, catchUp: some}    | catchUp is 'some'; write one of [skip, latest, all]
                    {workflow: w, when: {every: PT1H}, bufferMax: many}  | bufferMax is 'many'; write a whole number
                    {workflow: w, when: {every: PT1H}, bufferMax: 5000}  | bufferMax is '5000'; write 1 to 1000
                    {workflow: w, when: {every: PT1H}, runsMax: 0}       | runsMax is '0'; write 1 or more
                    {workflow: w, when: {every: PT1H}, pauseOnFailure: 1} | pauseOnFailure is '1'; write true or false
                    {workflow: w, when: {every: PT1H}, timeout: 5 min}   | timeout is '5 min'; write an ISO 8601 duration
                    """)
    void an_error_says_the_field_its_value_and_what_to_write(String document, String message) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining(message);
    }

    @Test
    void every_example_of_the_pages_is_a_schedule() throws IOException {
        List<String> examples =
                Pattern.compile("^```yaml\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                        .matcher(
                                Files.readString(DOCS.resolve("how-to/schedules.md"))
                                        + Files.readString(DOCS.resolve("reference/cron.md")))
                        .results()
                        .map(match -> match.group(1))
                        .toList();

        assertThat(examples).hasSizeGreaterThan(3);
        examples.forEach(example -> assertThat(read(example).target().workflow()).isNotBlank());
    }

    /// Rows of `expression`, zone, after, next.
    @Test
    void every_example_of_an_expression_is_due_when_the_page_says() throws IOException {
        List<MatchResult> rows =
                Pattern.compile(
                                "^\\| `([^`]+)` \\| [^|]+ \\| `(\\S+) (\\S+)` \\| `(\\S+)` \\|$",
                                Pattern.MULTILINE)
                        .matcher(Files.readString(DOCS.resolve("reference/cron.md")))
                        .results()
                        .toList();

        assertThat(rows).hasSizeGreaterThan(15);
        for (MatchResult row : rows) {
            var times = Timetables.of(ScheduleSpec.cron(row.group(1)).in(row.group(2)));
            assertThat(times.after(time(row.group(3))).map(DueTime::at))
                    .as(row.group())
                    .contains(time(row.group(4)));
        }
    }

    @Test
    void an_interval_without_a_start_counts_from_midnight_of_its_zone() {
        var daily = Timetables.of(ScheduleSpec.every("P1D").in("Europe/Berlin"));
        var hourly = Timetables.of(ScheduleSpec.every("PT1H").in("Asia/Kolkata"));

        assertThat(daily.after(time("2026-07-01T12:00+02:00")).map(DueTime::at))
                .contains(time("2026-07-02T00:00+02:00"));
        assertThat(hourly.after(time("2026-07-01T12:10+05:30")).map(DueTime::at))
                .contains(time("2026-07-01T13:00+05:30"));
    }

    private static Instant time(String text) {
        return java.time.OffsetDateTime.parse(text).toInstant();
    }

    private static ScheduleDefinition read(String yaml) {
        try {
            return ScheduleReader.read(YAML.readValue(yaml, Object.class));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
