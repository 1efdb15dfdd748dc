package dev.belay.testkit.codec;

import dev.belay.core.codec.FieldWriter;
import dev.belay.core.codec.HeadFields;
import dev.belay.core.codec.HistoryFields;
import dev.belay.core.codec.MessageFields;
import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.message.InboxItem;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.port.RunHead;
import dev.belay.json.JsonHeads;
import dev.belay.json.JsonHistories;
import dev.belay.json.JsonMessages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Values that together have every field that the codec of this build can write.
public final class CodecGoldens {
    private static final int SEEDS = 60;

    private CodecGoldens() {}

    /// How values of one family become bytes and JSON, and come back.
    ///
    /// @param json empty where the family has no JSON of its own
    record Family<T>(
            BiConsumer<FieldWriter, T> fields,
            Function<T, byte[]> bytes,
            Function<byte[], T> fromBytes,
            Function<T, String> json,
            Function<String, T> fromJson) {
        /// One line of a kept file.
        String line(T value) {
            String json = this.json.apply(value);
            return Base64.getEncoder().encodeToString(bytes.apply(value)) + "\t" + json;
        }

        T ofLine(String line) {
            return fromBytes.apply(bytesOf(line));
        }

        static byte[] bytesOf(String line) {
            return Base64.getDecoder().decode(line.substring(0, line.indexOf('\t')));
        }

        static String jsonOf(String line) {
            return line.substring(line.indexOf('\t') + 1);
        }
    }

    static final Family<Batch> BATCHES =
            new Family<>(
                    HistoryFields::writeBatch,
                    batch -> HistoryFields.toStored(batch).bytes(),
                    bytes -> HistoryFields.fromStored(new StoredBatch(1, bytes)),
                    JsonHistories::write,
                    CodecGoldens::batch);

    static final Family<QueueMessage> MESSAGES =
            new Family<>(
                    MessageFields::write,
                    MessageFields::toBytes,
                    MessageFields::fromBytes,
                    JsonMessages::write,
                    JsonMessages::read);

    static final Family<InboxItem> INBOX =
            new Family<>(
                    MessageFields::writeInbox,
                    MessageFields::inboxToBytes,
                    MessageFields::inboxFromBytes,
                    _ -> "",
                    _ -> {
                        throw new AssertionError("inbox items have no JSON");
                    });

    static final Family<RunHead> HEADS =
            new Family<>(
                    HeadFields::write,
                    HeadFields::toBytes,
                    HeadFields::fromBytes,
                    JsonHeads::write,
                    JsonHeads::read);

    private static Batch batch(String json) {
        String history =
                """
                {"format":1,"workspace":"w","runId":"01KDVDNA001BYVXTWDM5JRXV37","batches":[%s]}
                """
                        .formatted(json);
        return JsonHistories.read(history).batches().getFirst();
    }

    /// The lines of each family, by the name of its file.
    public static Map<String, List<String>> lines() {
        var lines = new TreeMap<String, List<String>>();
        lines.put("batches", lines(BATCHES, CodecGoldens::batches));
        lines.put("messages", lines(MESSAGES, each(QueueMessage.class)));
        lines.put("inbox", lines(INBOX, each(InboxItem.class)));
        lines.put("heads", lines(HEADS, values -> List.of(values.of(RunHead.class))));
        return lines;
    }

    private record Candidate(String line, Set<String> fields) {
        double worth(Set<String> missing) {
            return (double) fields.stream().filter(missing::contains).count() / line.length();
        }
    }

    /// Few short values that have every field: always the one with the most fields that are missing
    /// yet, for its length.
    private static <T> List<String> lines(
            Family<T> family, Function<RandomValues, List<T>> values) {
        var candidates = new ArrayList<Candidate>();
        var missing = new HashSet<String>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            for (T value : values.apply(new RandomValues(seed))) {
                String line = family.line(value);
                if (line.lines().count() == 1) {
                    var fields = FieldPaths.of(value, family.fields());
                    candidates.add(new Candidate(line, fields));
                    missing.addAll(fields);
                }
            }
        }
        var lines = new ArrayList<String>();
        while (!missing.isEmpty()) {
            Candidate best =
                    Collections.max(
                            candidates, Comparator.comparingDouble(one -> one.worth(missing)));
            lines.add(best.line());
            missing.removeAll(best.fields());
        }
        return lines;
    }

    private static List<Batch> batches(RandomValues values) {
        var events = new ArrayList<HistoryEvent>();
        RandomValues.kindsOf(HistoryEvent.class).forEach(kind -> events.add(values.of(kind)));
        for (var kind : RandomValues.kindsOf(Command.class)) {
            events.add(new CommandIssued(events.size(), values.of(kind)));
        }
        return events.stream()
                .map(event -> new Batch(1, values.of(Instant.class), List.of(event)))
                .toList();
    }

    private static <T> Function<RandomValues, List<T>> each(Class<T> family) {
        return values ->
                RandomValues.kindsOf(family).stream().<T>map(kind -> values.of(kind)).toList();
    }
}
