package dev.belay.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Locale;

/// One measured number beside what was aimed at.
///
/// @param durability what a promise of the backend survived while this was measured
public record Measure(
        String workload,
        String measure,
        String unit,
        double value,
        double target,
        Better better,
        String backend,
        String durability) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /// Which way is good.
    public enum Better {
        LOWER,
        HIGHER,
        /// Nothing is aimed at: a number to know the others by.
        NEITHER
    }

    public boolean isMet() {
        return switch (better) {
            case LOWER -> value <= target;
            case HIGHER -> value >= target;
            case NEITHER -> true;
        };
    }

    /// One object on one line.
    public String toJson() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("workload", workload);
        fields.put("measure", measure);
        fields.put("unit", unit);
        fields.put("value", Math.round(value * 1_000) / 1_000.0);
        if (better != Better.NEITHER) {
            fields.put("target", target);
            fields.put("better", better.name().toLowerCase(Locale.ROOT));
            fields.put("met", isMet());
        }
        fields.put("backend", backend);
        fields.put("durability", durability);
        try {
            return MAPPER.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
