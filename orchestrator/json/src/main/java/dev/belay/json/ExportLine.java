package dev.belay.json;

import dev.belay.core.codec.FieldReader;
import dev.belay.core.codec.FieldWriter;
import dev.belay.core.codec.HistoryFields;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import java.util.Base64;
import java.util.List;

/// One line of an exported history.
sealed interface ExportLine {
    /// The form of the file. The form of batches is guarded field by field.
    int FORMAT = 1;

    /// What the first line begins with, whatever its format is.
    String BEGINNING = "{\"%s\":\"belay-history\"".formatted(JsonFieldWriter.KIND);

    /// @param workflow for whoever looks at the file
    record Header(RunKey run, String workflow) implements ExportLine {}

    record StoredPayload(String sha256, Payload.Inline content) implements ExportLine {}

    /// @param words the batch decoded
    record ExportedBatch(StoredBatch stored, Batch words) implements ExportLine {}

    /// @param sha256 of all lines before, each with a line feed
    record End(int batches, int payloads, String sha256) implements ExportLine {}

    /// Without the line feed, and without another within it.
    static String write(ExportLine line) {
        return flat(JsonDocuments.write(line, ExportLine::write));
    }

    /// A payload may hold line feeds, as blanks between its tokens only.
    static String flat(String json) {
        return json.replace('\n', ' ').replace('\r', ' ');
    }

    private static void write(FieldWriter w, ExportLine line) {
        switch (line) {
            case Header(var run, var workflow) -> {
                Kinds.write(w, 1);
                w.number(1, "format", FORMAT);
                w.text(2, "workspace", run.workspace().name());
                w.text(3, "runId", run.runId().value());
                w.text(4, "workflow", workflow);
            }
            case StoredPayload(var sha256, var content) -> {
                Kinds.write(w, 2);
                w.text(1, "sha256", sha256);
                if (isFlat(content)) {
                    w.payload(2, "content", content);
                } else {
                    w.text(3, "bytes", base64(content.bytes()));
                }
            }
            case ExportedBatch(var stored, var words) -> {
                Kinds.write(w, 3);
                w.number(1, "number", stored.number());
                w.object(2, "words", words, HistoryFields::writeBatch);
                w.text(3, "bytes", base64(stored.bytes()));
            }
            case End(int batches, int payloads, var sha256) -> {
                Kinds.write(w, 4);
                w.number(1, "batches", batches);
                w.number(2, "payloads", payloads);
                w.text(3, "sha256", sha256);
            }
        }
    }

    /// @throws BelayException `UNSUPPORTED_HISTORY` or `UNREADABLE_HISTORY`, naming the line
    static ExportLine read(int number, String line) {
        return JsonDocuments.read(
                "line %d of the export".formatted(number), line, ExportLine::read);
    }

    private static ExportLine read(FieldReader r) {
        return switch (r.kind(Kinds.ALL)) {
            case 1 -> header(r);
            case 2 ->
                    new StoredPayload(
                            r.text(1, "sha256"),
                            r.has(2, "content")
                                    ? inline(r.payload(2, "content"))
                                    : new Payload.Inline(bytes(r.text(3, "bytes"))));
            case 3 -> {
                long number = r.number(1, "number");
                Batch words = r.object(2, "words", HistoryFields::readBatch);
                yield new ExportedBatch(new StoredBatch(number, bytes(r.text(3, "bytes"))), words);
            }
            case 4 ->
                    new End(r.integer(1, "batches"), r.integer(2, "payloads"), r.text(3, "sha256"));
            default -> throw new AssertionError("a kind that is known has no reader");
        };
    }

    private static Header header(FieldReader r) {
        long format = r.number(1, "format");
        if (format != FORMAT) {
            throw new BelayException(
                    ErrorCode.UNSUPPORTED_HISTORY,
                    "the export has format %d, this build reads format %d; use the build that exported it or a newer one"
                            .formatted(format, FORMAT));
        }
        return new Header(
                new RunKey(new Workspace(r.text(2, "workspace")), new RunId(r.text(3, "runId"))),
                r.text(4, "workflow"));
    }

    private static Payload.Inline inline(Payload payload) {
        if (payload instanceof Payload.Inline inline) {
            return inline;
        }
        throw HistoryExport.unreadable("a stored payload came without its bytes");
    }

    private static boolean isFlat(Payload.Inline content) {
        for (byte b : content.bytes()) {
            if (b == '\n' || b == '\r') {
                return false;
            }
        }
        return true;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw HistoryExport.unreadable("what should be base64 is not");
        }
    }

    /// The kinds of lines. The number is the position, from 1.
    record Kinds(List<String> names) implements FieldReader.KindNames {
        static final Kinds ALL = new Kinds(List.of("belay-history", "payload", "batch", "end"));

        static void write(FieldWriter w, int number) {
            w.kind(number, ALL.names.get(number - 1));
        }

        @Override
        public int number(String name) {
            return names.indexOf(name) + 1;
        }

        @Override
        public boolean knows(int number) {
            return number >= 1 && number <= names.size();
        }
    }
}
