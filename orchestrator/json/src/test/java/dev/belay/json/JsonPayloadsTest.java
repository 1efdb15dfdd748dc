package dev.belay.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.message.RunMessage;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonPayloadsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "0",
                "-1.50",
                "1e3",
                "1.0E10",
                "123456789012345678901234567890.12345678901234567890",
                "\"text\"",
                "\"\\u0041\\/ \\\" ä ✓ 😀\"",
                "{}",
                "[]",
                "{ \"a\" : [ 1 , 2.00 ] }",
                "{\"a\":1,\"a\":2}",
                "{\"json\":{\"base64\":\"x\"}}",
                "[[[[1],2],3],4]"
            })
    void json_stands_in_the_document_and_comes_back_byte_for_byte(String json) {
        var payload = Payload.Inline.of(json);

        assertThat(write(payload)).contains("\"json\":" + json + "}");
        assertThat(JsonMessages.read(write(payload))).isEqualTo(message(payload));
    }

    static Stream<byte[]> notEmbeddable() {
        return Stream.of(
                new byte[0],
                new byte[] {0, 1, (byte) 0xFF},
                new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'},
                utf8(" 1"),
                utf8("1 "),
                utf8("1 2"),
                utf8("1,2"),
                utf8("1],[2"),
                utf8("NaN"),
                utf8("01"),
                utf8("{\"a\":1"),
                utf8("// comment\n1"),
                utf8("\uFEFF1"),
                utf8("\"\uFFFF\""),
                utf8("[".repeat(400) + "]".repeat(400)),
                utf8("[".repeat(100_000)),
                utf8("1".repeat(2_000)));
    }

    @ParameterizedTest
    @MethodSource("notEmbeddable")
    void any_other_bytes_come_back_through_base64(byte[] bytes) {
        var payload = new Payload.Inline(bytes);

        assertThat(write(payload)).contains("\"base64\":");
        assertThat(JsonMessages.read(write(payload))).isEqualTo(message(payload));
    }

    @Test
    void large_payloads_come_back() {
        var json = Payload.Inline.of("\"" + "ä".repeat(500_000) + "\"");
        var bytes = new byte[1 << 20];
        new Random(42).nextBytes(bytes);

        assertThat(JsonMessages.read(write(json))).isEqualTo(message(json));
        assertThat(JsonMessages.read(write(new Payload.Inline(bytes))))
                .isEqualTo(message(new Payload.Inline(bytes)));
    }

    @Test
    void an_indented_history_leaves_payloads_as_they_are() {
        var payload = Payload.Inline.of("{\"a\":[1.00,{ \"b\":2}]}");
        var history =
                new JsonHistories.History(
                        Samples.RUN,
                        List.of(
                                new Batch(
                                        1,
                                        Samples.NOON,
                                        List.of(
                                                new CommandIssued(
                                                        1, new Command.CompleteRun(payload))))));

        assertThat(JsonHistories.read(JsonHistories.write(history))).isEqualTo(history);
    }

    private static String write(Payload payload) {
        return JsonMessages.write(message(payload));
    }

    private static RunMessage.ActivityReported message(Payload payload) {
        return new RunMessage.ActivityReported(Samples.RUN, 1, 1, new Outcome.Completed(payload));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
