package dev.belay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JacksonPayloadCodecTest {
    private final JacksonPayloadCodec codec = new JacksonPayloadCodec();

    record Item(String name, BigDecimal price) {}

    record Order(
            String id,
            List<Item> items,
            Instant at,
            OffsetDateTime local,
            Duration within,
            Optional<String> note) {}

    record Empty() {}

    @Test
    void a_record_reads_back_as_it_was_with_iso_times() {
        var order =
                new Order(
                        "o-1",
                        List.of(new Item("pen", new BigDecimal("10.00"))),
                        Instant.parse("2026-11-22T12:00:00.5Z"),
                        OffsetDateTime.parse("2026-11-22T12:00:00+01:00"),
                        Duration.ofMinutes(90),
                        Optional.empty());

        byte[] bytes = codec.write(order);

        assertThat(text(bytes))
                .isEqualTo(
                        """
                        {"id":"o-1","items":[{"name":"pen","price":10.00}],\
                        "at":"2026-11-22T12:00:00.500Z","local":"2026-11-22T12:00:00+01:00",\
                        "within":"PT1H30M","note":null}\
                        """);
        assertThat(codec.read(bytes, Order.class)).isEqualTo(order);
    }

    @Test
    void nothing_travels_as_null() {
        assertThat(text(codec.write(null))).isEqualTo("null");
        assertThat(codec.<Void>read(utf8("null"), Void.class)).isNull();
    }

    @Test
    void an_empty_record_reads_back() {
        assertThat(codec.read(codec.write(new Empty()), Empty.class)).isEqualTo(new Empty());
    }

    @Test
    void unknown_properties_are_ignored() {
        assertThat(codec.read(utf8("{\"name\":\"pen\",\"colour\":\"red\"}"), Item.class))
                .extracting(Item::name)
                .isEqualTo("pen");
    }

    @Test
    void an_unreadable_payload_names_type_and_place_and_never_the_value() {
        byte[] bytes = utf8("{\"id\":\"x\",\"items\":[{\"name\":\"pen\",\"price\":\"secret\"}]}");

        assertThatThrownBy(() -> codec.read(bytes, Order.class))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_PAYLOAD))
                .hasMessageContaining("Order")
                .hasMessageContaining("$.items[0].price")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void bytes_that_are_no_json_are_refused_without_quoting_them() {
        for (String text : List.of("", "secret", "{\"name\":\"secret", "1 2")) {
            assertThatThrownBy(() -> codec.read(utf8(text), Item.class))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_PAYLOAD))
                    .hasMessageNotContaining("secret")
                    .hasNoCause();
        }
    }

    @Test
    void what_cannot_be_written_names_type_and_place() {
        var loop = new ArrayList<@Nullable Object>();
        loop.add(loop);

        assertThatThrownBy(() -> codec.write(List.of(new Object())))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSERIALISABLE_RESULT))
                .hasMessageContaining("$[0]");
        assertThatThrownBy(() -> codec.write(loop))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSERIALISABLE_RESULT));
        assertThatThrownBy(() -> codec.write(new Leaky(null)))
                .hasMessageContaining("$.value")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    record Leaky(@Nullable String value) {
        @Override
        public String value() {
            if (value == null) {
                throw new IllegalStateException("secret");
            }
            return value;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
