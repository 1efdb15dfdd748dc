package dev.belay.api;

import com.fasterxml.jackson.databind.JsonNode;

/// What a query or an update answered.
public record Answer(JsonNode answer) {}
