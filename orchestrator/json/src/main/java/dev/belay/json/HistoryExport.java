package dev.belay.json;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent.RunStarted;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.HistoryReader;
import dev.belay.core.port.PayloadStore;
import dev.belay.json.ExportLine.End;
import dev.belay.json.ExportLine.ExportedBatch;
import dev.belay.json.ExportLine.Header;
import dev.belay.json.ExportLine.StoredPayload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run as one file that is enough to replay it anywhere: a header, each stored payload before the
/// first batch that names it, the batches as they were stored with their words beside, and an end
/// that tells a file that was cut short.
///
/// One JSON document a line. The stored bytes are what counts; the words must agree with them.
public final class HistoryExport {
    private static final int BATCHES_PER_READ = 200;

    private HistoryExport() {}

    /// Whether a text begins as an export does.
    public static boolean isOne(String text) {
        return text.startsWith(ExportLine.BEGINNING);
    }

    /// Exports what there is of a run by now. Only reads.
    ///
    /// @throws BelayException `RUN_NOT_FOUND` where there is no history; what the stores throw
    public static ExportedHistory of(HistoryReader histories, PayloadStore payloads, RunKey run) {
        List<StoredBatch> batches = readAll(histories, run);
        if (batches.isEmpty()) {
            throw new BelayException(
                    ErrorCode.RUN_NOT_FOUND,
                    "run %s has no history to export; has it begun?".formatted(run));
        }
        var contents = new HashMap<String, Payload.Inline>();
        for (StoredBatch stored : batches) {
            for (Payload.Stored payload : StoredPayloads.of(HistoryFields.fromStored(stored))) {
                contents.computeIfAbsent(
                        payload.sha256(),
                        _ -> new Payload.Inline(payloads.get(run.workspace(), payload)));
            }
        }
        return new ExportedHistory(run, batches, contents);
    }

    private static List<StoredBatch> readAll(HistoryReader histories, RunKey run) {
        var batches = new ArrayList<StoredBatch>();
        int got;
        do {
            long after = batches.isEmpty() ? 0 : batches.getLast().number();
            var page = histories.read(run, after, BATCHES_PER_READ);
            batches.addAll(page);
            got = page.size();
        } while (got == BATCHES_PER_READ);
        return batches;
    }

    /// The file's text.
    public static String write(ExportedHistory history) {
        var lines = new ArrayList<ExportLine>();
        var given = new HashMap<String, Payload.Inline>();
        List<Batch> words = history.decoded();
        lines.add(new Header(history.run(), workflow(words)));
        for (int i = 0; i < words.size(); i++) {
            for (Payload.Stored payload : StoredPayloads.of(words.get(i))) {
                Payload.Inline content = history.payloads().get(payload.sha256());
                if (content == null) {
                    throw unreadable("payload %s is missing".formatted(payload.sha256()));
                }
                if (given.put(payload.sha256(), content) == null) {
                    lines.add(new StoredPayload(payload.sha256(), content));
                }
            }
            lines.add(new ExportedBatch(history.batches().get(i), words.get(i)));
        }
        var text = new StringBuilder();
        lines.forEach(line -> text.append(ExportLine.write(line)).append('\n'));
        var end = new End(words.size(), given.size(), sha256(utf8(text.toString())));
        return text.append(ExportLine.write(end)).append('\n').toString();
    }

    private static String workflow(List<Batch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.events().stream())
                .filter(RunStarted.class::isInstance)
                .map(event -> ((RunStarted) event).request().workflow())
                .findFirst()
                .orElse("unknown");
    }

    /// @throws BelayException `UNSUPPORTED_HISTORY` when a newer build wrote it,
    ///   `UNREADABLE_HISTORY` when it is damaged, cut short, edited, or not an export at all
    public static ExportedHistory read(String text) {
        List<String> lines = text.lines().toList();
        if (!isOne(text)) {
            throw unreadable(
                    "it is not an exported history; 'belay history RUN --export FILE' makes one");
        }
        @Nullable Header header = null;
        var payloads = new HashMap<String, Payload.Inline>();
        var batches = new ArrayList<StoredBatch>();
        for (int i = 0; i < lines.size(); i++) {
            switch (ExportLine.read(i + 1, lines.get(i))) {
                case Header first -> header = first;
                case StoredPayload(var sha256, var content) ->
                        payloads.put(requireDigest(sha256, content), content);
                case ExportedBatch batch -> batches.add(requireNext(batches.size(), batch));
                case End end -> {
                    requireWhole(end, lines, i, batches, payloads);
                    if (header != null) {
                        return new ExportedHistory(header.run(), batches, payloads);
                    }
                }
            }
        }
        throw unreadable(
                "it was cut short after line %d: its end is missing".formatted(lines.size()));
    }

    private static String requireDigest(String sha256, Payload.Inline content) {
        if (!sha256(content.bytes()).equals(sha256)) {
            throw unreadable("payload %s does not match its digest".formatted(sha256));
        }
        return sha256;
    }

    private static StoredBatch requireNext(int before, ExportedBatch batch) {
        long number = batch.stored().number();
        if (number != before + 1) {
            throw unreadable("batch %d follows batch %d".formatted(number, before));
        }
        String stored = JsonHistories.write(HistoryFields.fromStored(batch.stored()));
        if (!ExportLine.flat(stored).equals(ExportLine.flat(JsonHistories.write(batch.words())))) {
            throw unreadable(
                    "the words of batch %d are not those of its bytes; an export cannot be edited"
                            .formatted(number));
        }
        return batch.stored();
    }

    private static void requireWhole(
            End end,
            List<String> lines,
            int endsAt,
            List<StoredBatch> batches,
            Map<String, Payload.Inline> payloads) {
        var before = new StringBuilder();
        lines.subList(0, endsAt).forEach(line -> before.append(line).append('\n'));
        if (end.batches() != batches.size()
                || end.payloads() != payloads.size()
                || !end.sha256().equals(sha256(utf8(before.toString())))
                || endsAt != lines.size() - 1) {
            throw unreadable("it is not what was exported: lines were lost, added or changed");
        }
    }

    static BelayException unreadable(String why) {
        return new BelayException(
                ErrorCode.UNREADABLE_HISTORY, "the export cannot be read: " + why);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
