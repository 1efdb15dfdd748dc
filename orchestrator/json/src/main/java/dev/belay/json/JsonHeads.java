package dev.belay.json;

import dev.belay.core.codec.HeadFields;
import dev.belay.core.error.BelayException;
import dev.belay.core.port.RunHead;

/// Run heads as one line of JSON.
public final class JsonHeads {
    private JsonHeads() {}

    public static String write(RunHead head) {
        return JsonDocuments.write(head, HeadFields::write);
    }

    /// @throws BelayException `UNSUPPORTED_HISTORY` when a newer build wrote it,
    ///   `UNREADABLE_HISTORY` when it is damaged or not a head at all
    public static RunHead read(String json) {
        return JsonDocuments.read("run head", json, HeadFields::read);
    }
}
