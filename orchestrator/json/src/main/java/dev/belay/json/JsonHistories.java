package dev.belay.json;

import dev.belay.core.codec.FieldReader;
import dev.belay.core.codec.FieldWriter;
import dev.belay.core.codec.HistoryFields;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import java.util.List;

/// Whole histories as documents: to look at, to keep as golden histories, to replay elsewhere.
///
/// Payloads in the payload store stay there; the document holds their digests.
public final class JsonHistories {
    /// The form of the document. The form of events is guarded field by field.
    public static final int FORMAT = 1;

    private JsonHistories() {}

    /// A run's history, or the part of it that was exported.
    public record History(RunKey run, List<Batch> batches) {
        public History {
            batches = List.copyOf(batches);
        }
    }

    /// Indented JSON.
    public static String write(History history) {
        return JsonDocuments.writeIndented(history, JsonHistories::write);
    }

    /// @throws BelayException `UNSUPPORTED_HISTORY` when a newer build wrote it,
    ///   `UNREADABLE_HISTORY` when it is damaged, has gaps, or is not a history at all
    public static History read(String json) {
        return JsonDocuments.read("history", json, JsonHistories::read);
    }

    /// One event as one line of JSON, for pages and streams that show events singly.
    public static String write(HistoryEvent event) {
        return JsonDocuments.write(event, HistoryFields::write);
    }

    /// One batch as one line of JSON.
    public static String write(Batch batch) {
        return JsonDocuments.write(batch, HistoryFields::writeBatch);
    }

    private static void write(FieldWriter w, History history) {
        w.number(1, "format", FORMAT);
        w.text(2, "workspace", history.run().workspace().name());
        w.text(3, "runId", history.run().runId().value());
        w.list(4, "batches", history.batches(), HistoryFields::writeBatch);
    }

    private static History read(FieldReader r) {
        long format = r.number(1, "format");
        if (format != FORMAT) {
            throw new BelayException(
                    ErrorCode.UNSUPPORTED_HISTORY,
                    "the history has format %d, this build reads format %d; use the build that exported it or a newer one"
                            .formatted(format, FORMAT));
        }
        var run = new RunKey(new Workspace(r.text(2, "workspace")), new RunId(r.text(3, "runId")));
        List<Batch> batches = r.list(4, "batches", HistoryFields::readBatch);
        for (int i = 1; i < batches.size(); i++) {
            long expected = batches.get(i - 1).number() + 1;
            if (batches.get(i).number() != expected) {
                throw new BelayException(
                        ErrorCode.UNREADABLE_HISTORY,
                        "batch %d follows batch %d; the history has a gap"
                                .formatted(batches.get(i).number(), expected - 1));
            }
        }
        return new History(run, batches);
    }
}
