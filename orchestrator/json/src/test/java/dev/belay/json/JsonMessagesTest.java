package dev.belay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Outcome;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonMessagesTest {
    static Stream<QueueMessage> messages() {
        return Samples.messages();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void every_message_reads_back_as_it_was(QueueMessage message) {
        String json = JsonMessages.write(message);

        assertThat(JsonMessages.read(json)).isEqualTo(message);
        assertThat(json).doesNotContain("\n");
    }

    @Test
    void the_samples_hold_every_kind_of_message() {
        Set<Class<?>> kinds = new HashSet<>();
        messages().forEach(message -> kinds.add(message.getClass()));

        Set<Class<?>> all = new HashSet<>(Set.of(RunMessage.class.getPermittedSubclasses()));
        all.add(ActivityTask.class);
        assertThat(kinds).isEqualTo(all);
    }

    @Test
    void an_activity_task_is_readable() {
        var task =
                (ActivityTask)
                        Samples.messages()
                                .filter(m -> m instanceof ActivityTask)
                                .findFirst()
                                .orElseThrow();

        assertThat(JsonMessages.write(task))
                .isEqualTo(
                        """
                        {"@type":"ActivityTask","run":{"workspace":"acme","runId":"%s"},\
                        "lane":"system","activity":"charge","activityId":1,"attempt":1,\
                        "input":{"json":{"order":"order-42","cents":1999}},\
                        "scheduledAt":"2026-11-22T12:00:00Z"}\
                        """
                                .formatted(Samples.RUN_ID));
    }

    @Test
    void the_order_of_fields_does_not_matter() {
        String json =
                """
                {"timer":0,"fireAt":"2026-11-22T12:00:00Z","kind":"watchdog",
                 "run":{"runId":"%s","workspace":"acme"},"@type":"TimerDue"}
                """
                        .replace("\"timer\":0,", "")
                        .formatted(Samples.RUN_ID);

        assertThat(JsonMessages.read(json)).isInstanceOf(RunMessage.TimerDue.class);
    }

    @Test
    void an_unknown_field_is_refused_by_its_place() {
        String json =
                "{\"@type\":\"InboxFilled\",\"run\":{\"workspace\":\"acme\",\"runId\":\"%s\",\"region\":\"secret\"}}"
                        .formatted(Samples.RUN_ID);

        assertThatThrownBy(() -> JsonMessages.read(json))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_HISTORY))
                .hasMessageContaining("run.region")
                .hasMessageNotContaining("secret");
    }

    @Test
    void an_unknown_kind_is_refused() {
        assertThatThrownBy(() -> JsonMessages.read("{\"@type\":\"Teleported\"}"))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_HISTORY))
                .hasMessageContaining("Teleported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "[]",
                "{\"@type\":\"InboxFilled\"}",
                "{\"@type\":\"InboxFilled\",\"run\":\"secret\"}",
                "{\"@type\":\"InboxFilled\"} {}",
                "{\"@type\":\"InboxFilled\",\"run\":{\"workspace\":7}}",
                "{\"@type\":\"InboxFilled\",\"run\":null}"
            })
    void what_is_no_message_is_refused_without_quoting_it(String text) {
        assertThatThrownBy(() -> JsonMessages.read(text))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_HISTORY))
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void half_a_character_does_not_make_a_message_unsendable() {
        var failure = Failure.lost("cut in the middle: \uD83D");
        var message =
                new RunMessage.ActivityReported(Samples.RUN, 1, 1, new Outcome.Failed(failure));

        assertThat(JsonMessages.read(JsonMessages.write(message)))
                .isEqualTo(
                        new RunMessage.ActivityReported(
                                Samples.RUN,
                                1,
                                1,
                                new Outcome.Failed(Failure.lost("cut in the middle: ?"))));
    }

    @Test
    void a_message_holds_only_characters_that_queues_carry() {
        var failure = Failure.lost("a\u0000b\uFFFEc\uFFFFd\u001B");
        var message =
                new RunMessage.ActivityReported(Samples.RUN, 1, 1, new Outcome.Failed(failure));

        String json = JsonMessages.write(message);

        assertThat(json.chars()).allMatch(c -> c >= 0x20 && c < 0xFFFE);
        assertThat(JsonMessages.read(json)).isEqualTo(message);
    }
}
