package dev.belay.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.api.http.Cursors;
import dev.belay.core.model.RunKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A part of a history.
///
/// @param next the cursor to go on with; null when nothing can follow
public record HistoryPage(String run, List<Line> events, @Nullable String next) {
    /// The cursor of who knows a run's history up to a batch.
    public static String cursorAfter(RunKey run, long batch) {
        return Objects.requireNonNull(Cursors.write(list(run), Long.toString(batch)));
    }

    static String list(RunKey run) {
        return "history " + run;
    }

    /// One event.
    ///
    /// @param index its place in the batch, from 0
    /// @param type of a command: the command's
    /// @param text in words; empty where there is nothing to say
    /// @param id of a command; what follows from it refers to it
    /// @param event all of it, masked
    public record Line(
            long batch,
            int index,
            Instant at,
            String type,
            String text,
            @Nullable Integer id,
            JsonNode event) {}
}
