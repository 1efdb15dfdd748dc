package dev.belay.api.runs;

import com.fasterxml.jackson.databind.JsonNode;

/// What a query or an update answered.
public record Answer(JsonNode answer) {}
