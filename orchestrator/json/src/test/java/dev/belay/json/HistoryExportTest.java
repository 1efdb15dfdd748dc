package dev.belay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.error.BelayException;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.RunStarted;
import dev.belay.core.history.HistoryEvent.SignalReceived;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryExportTest {
    private final Map<String, byte[]> store = new HashMap<>();
    private final PayloadStore payloads =
            new PayloadStore() {
                @Override
                public Payload.Stored put(Workspace workspace, byte[] bytes) {
                    String sha256 = sha256(bytes);
                    store.put(sha256, bytes);
                    return new Payload.Stored(sha256, bytes.length);
                }

                @Override
                public byte[] get(Workspace workspace, Payload.Stored payload) {
                    return store.getOrDefault(payload.sha256(), new byte[0]);
                }
            };

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static RunStarted started(Payload input) {
        return new RunStarted(
                StartRequest.of(new WorkflowId("id"), "checkout", Lane.SYSTEM, input));
    }

    private ExportedHistory history(HistoryEvent... events) {
        List<StoredBatch> batches =
                IntStream.range(0, events.length)
                        .mapToObj(i -> new Batch(i + 1, Samples.NOON, List.of(events[i])))
                        .map(HistoryFields::toStored)
                        .toList();
        return HistoryExport.of(
                (RunKey _, long after, int limit) ->
                        batches.stream()
                                .filter(batch -> batch.number() > after)
                                .limit(limit)
                                .toList(),
                payloads,
                Samples.RUN);
    }

    private static void requireSame(ExportedHistory one, ExportedHistory other) {
        assertThat(other.run()).isEqualTo(one.run());
        assertThat(other.payloads()).isEqualTo(one.payloads());
        assertThat(other.batches()).hasSameSizeAs(one.batches());
        for (int i = 0; i < one.batches().size(); i++) {
            assertThat(other.batches().get(i).bytes()).isEqualTo(one.batches().get(i).bytes());
        }
    }

    @Test
    void a_long_history_comes_back_in_the_same_bytes() {
        var events = new HistoryEvent[500];
        events[0] = started(Samples.ORDER);
        for (int i = 1; i < events.length; i++) {
            events[i] = new SignalReceived("item-" + i, "go", Payload.Inline.of("\"" + i + "\""));
        }

        requireSame(history(events), HistoryExport.read(HistoryExport.write(history(events))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"plain\"",
                "{\"a\":1.00}",
                "{\n  \"indented\": true\r\n}",
                "not JSON at all\n",
                "\"\\n\u2028\uFFFE\""
            })
    void payloads_come_back_in_the_same_bytes_here_and_in_the_store(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        var original =
                history(
                        started(new Payload.Inline(bytes)),
                        new SignalReceived(
                                "item", "go", payloads.put(Samples.RUN.workspace(), bytes)),
                        new SignalReceived(
                                "more", "go", payloads.put(Samples.RUN.workspace(), bytes)));

        String text = HistoryExport.write(original);

        requireSame(original, HistoryExport.read(text));
        assertThat(original.payloads()).hasSize(1);
        assertThat(text.lines()).hasSize(1 + 1 + 3 + 1);
        assertThat(HistoryExport.write(HistoryExport.read(text))).isEqualTo(text);
    }

    @Test
    void an_export_survives_other_line_ends() {
        var original = history(started(Samples.ORDER));

        requireSame(
                original, HistoryExport.read(HistoryExport.write(original).replace("\n", "\r\n")));
    }

    @Test
    void what_is_cut_short_is_refused() {
        List<String> lines = export().lines().toList();

        for (int kept = 1; kept < lines.size(); kept++) {
            refuse(String.join("\n", lines.subList(0, kept)), "cut short");
        }
    }

    @Test
    void what_was_changed_is_refused() {
        refuse(export().replace("checkout", "checkin"), "cannot be read");
        refuse(export().replace("\"workspace\":\"acme\"", "\"workspace\":\"other\""), "changed");
        refuse(export().replaceAll("(?m)^(.*\"payload\".*content.*)x", "$1y"), "digest");
        refuse(export() + "{\"@type\":\"end\"}\n", "changed");
        refuse(export().replaceAll("(?m)^.*\"number\":1,.*\n", ""), "batch 2 follows batch 0");
        refuse("{}\n", "not an exported history");
    }

    @Test
    void what_a_newer_build_wrote_is_refused() {
        assertThatThrownBy(
                        () -> HistoryExport.read(export().replace("\"format\":1", "\"format\":2")))
                .hasMessageContaining("BLY-2003")
                .hasMessageContaining("format 2");
        assertThatThrownBy(() ->
                        HistoryExport.read(export().replace("\"SignalReceived\"", "\"Sung\"")))
                .hasMessageContaining("BLY-2003");
    }

    @Test
    void a_run_without_history_is_not_exported() {
        assertThatThrownBy(() -> history())
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("BLY-1007");
    }

    private String export() {
        byte[] large = "\"xxxx\"".getBytes(StandardCharsets.UTF_8);
        return HistoryExport.write(
                history(
                        started(Samples.ORDER),
                        new SignalReceived(
                                "item", "go", payloads.put(Samples.RUN.workspace(), large))));
    }

    private static void refuse(String text, String why) {
        assertThatThrownBy(() -> HistoryExport.read(text))
                .as(text)
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("BLY-2008")
                .hasMessageContaining(why);
    }
}
