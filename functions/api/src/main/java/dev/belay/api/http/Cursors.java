package dev.belay.api.http;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Places in lists, as text that means nothing to whoever carries it. A cursor fits only the list,
/// and the filters, that it was made for.
public final class Cursors {
    private static final int SUM_CHARS = 8;

    private Cursors() {}

    /// @param list names the list and its filters
    /// @param position as the store gave it; null is the end
    public static @Nullable String write(String list, @Nullable String position) {
        if (position == null) {
            return null;
        }
        byte[] text = (sum(list, position) + position).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /// @return the position; null for the first page
    public static @Nullable String read(String list, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.length() >= SUM_CHARS) {
                String position = text.substring(SUM_CHARS);
                if (text.startsWith(sum(list, position))) {
                    return position;
                }
            }
        } catch (IllegalArgumentException _) {
            // Refused below, as every other text that is none.
        }
        throw new BelayException(
                ErrorCode.INVALID_REQUEST,
                "the cursor is not one of this list and these filters; send the 'next' of the page before, or none");
    }

    private static String sum(String list, String position) {
        var crc = new CRC32();
        crc.update((list + '\0' + position).getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
