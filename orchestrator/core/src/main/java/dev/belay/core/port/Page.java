package dev.belay.core.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param cursor where to go on; null where this is the last page
public record Page<T>(List<T> items, @Nullable String cursor) {
    public Page {
        items = List.copyOf(items);
    }
}
