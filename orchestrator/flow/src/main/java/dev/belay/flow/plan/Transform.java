package dev.belay.flow.plan;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// `input`, `output` or `export`: a check and a change of data.
///
/// @param schema a JSON schema with nothing left to fetch. Checks an input before the change, an
///   output and an export after it
/// @param as the change (`from` of an input); null leaves the data (for an export: the context) as
///   it is
public record Transform(@Nullable JsonNode schema, @Nullable Template as) {
    public static final Transform NONE = new Transform(null, null);
}
