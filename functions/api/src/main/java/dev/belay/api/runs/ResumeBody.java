package dev.belay.api.runs;

import org.jspecify.annotations.Nullable;

/// How a closed run is resumed.
///
/// @param step the command to run once more; null is the one that failed the run
/// @param newest whether the new run takes the newest version of its workflow; null is no
public record ResumeBody(@Nullable Integer step, @Nullable Boolean newest) {}
