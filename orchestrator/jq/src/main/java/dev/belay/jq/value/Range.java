package dev.belay.jq.value;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// The part of an array or string that a slice names, inside its bounds.
record Range(int from, int to) {
    static Range of(JsonNode key, int length) {
        int from = bound(key.get("start"), length, 0, false);
        int to = bound(key.get("end"), length, length, true);
        return new Range(from, Math.max(from, to));
    }

    private static int bound(@Nullable JsonNode bound, int length, int none, boolean up) {
        if (bound == null || bound.isNull()) {
            return none;
        }
        if (!bound.isNumber()) {
            throw JqError.of("Start and end indices of an array slice must be numbers");
        }
        double number = bound.doubleValue();
        double whole = up ? Math.ceil(number) : Math.floor(number);
        double from = whole < 0 ? whole + length : whole;
        return (int) Math.max(0, Math.min(length, from));
    }
}
