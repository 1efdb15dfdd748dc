package dev.belay.api.masking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.api.http.Parameters;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Records;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The names of sensitive fields that each workspace has of its own.
public final class MaskingNames {
    private static final int NAMES_MAX = 200;
    private static final int CHARS_MAX = 100;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Records records;

    public MaskingNames(Records records) {
        this.records = records;
    }

    public Masker masker(Workspace workspace) {
        return new Masker(names(workspace));
    }

    /// Ascending.
    List<String> names(Workspace workspace) {
        Optional<byte[]> kept = records.get(at(workspace));
        if (kept.isEmpty()) {
            return List.of();
        }
        try {
            var names = new ArrayList<String>();
            for (JsonNode name : MAPPER.readTree(kept.get())) {
                names.add(name.asText());
            }
            return names;
        } catch (IOException e) {
            throw new BelayException(
                    ErrorCode.STORE_CORRUPT, "the names of masked fields cannot be read", e);
        }
    }

    void put(Workspace workspace, List<String> names) {
        if (names.size() > NAMES_MAX) {
            throw Parameters.invalid(
                    "there are %d names, expected up to %d".formatted(names.size(), NAMES_MAX));
        }
        for (String name : names) {
            if (name == null || name.isBlank() || name.length() > CHARS_MAX) {
                throw Parameters.invalid("a name has not 1 to %d characters".formatted(CHARS_MAX));
            }
        }
        try {
            records.put(at(workspace), MAPPER.writeValueAsBytes(new TreeSet<>(names)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Records.Key at(Workspace workspace) {
        return new Records.Key(workspace, "masking", "names");
    }
}
