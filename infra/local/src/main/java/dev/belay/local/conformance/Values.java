package dev.belay.local.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Compares values as scenarios mean them.
final class Values {
    /// The standard errors have been written under several addresses; they mean the same.
    private static final Pattern ERROR =
            Pattern.compile(
                    "https?://(?:www\\.)?(?:serverlessworkflow|open-?workflow-?specification)\\.(?:io|org)/(?:io/)?(?:spec/[^/]+/errors|dsl/errors/types|errors/types|errors)/([a-z]+)");

    private Values() {}

    /// Numbers by their value, whatever their notation.
    static boolean areSame(JsonNode expected, JsonNode actual) {
        return expected.equals(
                (one, other) -> {
                    if (one.isNumber() && other.isNumber()) {
                        return one.decimalValue().compareTo(other.decimalValue());
                    }
                    if (one.isTextual() && other.isTextual()) {
                        return plain(one.textValue()).compareTo(plain(other.textValue()));
                    }
                    return one.equals(other) ? 0 : 1;
                },
                actual);
    }

    private static String plain(String text) {
        Matcher error = ERROR.matcher(text);
        return error.matches() ? "error " + error.group(1) : text;
    }
}
