package dev.belay.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.api.words.Waits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run as one looks at it.
///
/// @param input what it was started with, masked; null before it began
/// @param waits what an open run waits for
/// @param batches how many its history has
public record RunDetails(
        RunView run, @Nullable JsonNode input, List<Waits.Wait> waits, long batches) {}
