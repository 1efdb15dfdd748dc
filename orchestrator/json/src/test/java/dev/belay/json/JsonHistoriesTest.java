package dev.belay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.command.Command;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.TaskQueue;
import dev.belay.json.JsonHistories.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonHistoriesTest {
    static Stream<HistoryEvent> events() {
        return Samples.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_and_command_reads_back_as_it_was(HistoryEvent event) {
        var history = new History(Samples.RUN, List.of(Samples.batchOf(event)));

        assertThat(JsonHistories.read(JsonHistories.write(history))).isEqualTo(history);
    }

    @Test
    void the_samples_hold_every_kind_of_event_and_command() {
        Set<Class<?>> events = new HashSet<>();
        events().forEach(event -> events.add(event.getClass()));
        Set<Class<?>> commands = new HashSet<>();
        Samples.commands().forEach(command -> commands.add(command.getClass()));

        assertThat(events).isEqualTo(records(HistoryEvent.class));
        assertThat(commands).isEqualTo(records(Command.class));
    }

    /// Goal: a history that a person can read, and that stays readable for later builds.
    ///
    /// Method: one that was exported once must be written and read the same for ever.
    @Test
    void an_exported_history_looks_like_the_pinned_one() {
        String pinned = resource("checkout-history.json");

        assertThat(JsonHistories.write(checkout())).isEqualTo(pinned);
        assertThat(JsonHistories.read(pinned)).isEqualTo(checkout());
    }

    @Test
    void a_history_with_a_gap_is_refused() {
        var first = new Batch(1, Samples.NOON, List.of(new HistoryEvent.RunBegan()));
        var third = new Batch(3, Samples.NOON, List.of(new HistoryEvent.RunTimedOut()));
        String json = JsonHistories.write(new History(Samples.RUN, List.of(first, third)));

        assertThatThrownBy(() -> JsonHistories.read(json))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_HISTORY))
                .hasMessageContaining("batch 3 follows batch 1");
    }

    @Test
    void a_later_format_is_refused() {
        String json =
                JsonHistories.write(new History(Samples.RUN, List.of()))
                        .replace("\"format\" : 1", "\"format\" : 2");

        assertThatThrownBy(() -> JsonHistories.read(json))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_HISTORY))
                .hasMessageContaining("format 2");
    }

    private static History checkout() {
        return new History(
                Samples.RUN,
                List.of(
                        new Batch(
                                1,
                                Samples.NOON,
                                List.of(
                                        new HistoryEvent.RunStarted(
                                                Samples.REQUEST.withTags(Set.of("vip", "eu"))),
                                        new CommandIssued(
                                                1,
                                                new Command.ScheduleActivity(
                                                        "charge",
                                                        new TaskQueue(Lane.SYSTEM, "charge"),
                                                        Samples.ORDER,
                                                        ActivityOptions.DEFAULT)))),
                        new Batch(
                                2,
                                Samples.NOON.plusMillis(1_250),
                                List.of(
                                        new HistoryEvent.ActivityAttemptFailed(
                                                1,
                                                1,
                                                Samples.DECLINED,
                                                Samples.NOON.plusSeconds(3)))),
                        new Batch(
                                3,
                                Samples.NOON.plusSeconds(4),
                                List.of(
                                        new HistoryEvent.ActivityCompleted(
                                                1, 2, new Payload.Inline(new byte[] {1, 2, 3})),
                                        new CommandIssued(
                                                2, new Command.CompleteRun(Samples.STORED))))));
    }

    private static Set<Class<?>> records(Class<?> family) {
        if (family.isRecord()) {
            return Set.of(family);
        }
        Set<Class<?>> found = new HashSet<>();
        Arrays.stream(family.getPermittedSubclasses())
                .map(JsonHistoriesTest::records)
                .forEach(found::addAll);
        return found;
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(JsonHistoriesTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
