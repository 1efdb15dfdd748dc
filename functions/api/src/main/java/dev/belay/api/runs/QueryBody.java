package dev.belay.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// A question to a run.
public record QueryBody(@Nullable String name, @Nullable JsonNode content) {}
