package dev.belay.api.runs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs, newest first.
///
/// @param next the cursor of the page that follows; null where there is none
public record RunPage(List<RunView> runs, @Nullable String next) {
    public RunPage {
        runs = List.copyOf(runs);
    }
}
