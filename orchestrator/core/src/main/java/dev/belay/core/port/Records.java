package dev.belay.core.port;

import dev.belay.core.model.Workspace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Small named records in collections: definitions, and lists of what happened. Everything that is
/// not a run, and need not be fast.
///
/// Every change is durable when it returns, and seen by every reader after it.
public interface Records {
    /// A record may have this many bytes.
    int BYTES_MAX = 256 * 1024;

    /// Characters of a collection's and of a name.
    int NAME_CHARS_MAX = 400;

    /// @param collection sorts what is listed together; a printable text
    /// @param name within the collection, a printable text; records are listed in its order
    record Key(Workspace workspace, String collection, String name) {
        public Key {
            require("collection", collection);
            require("name", name);
        }

        private static void require(String what, String text) {
            boolean plain = text.chars().allMatch(c -> c > ' ' && c < 127);
            if (text.isEmpty() || text.length() > NAME_CHARS_MAX || !plain) {
                throw new IllegalArgumentException(
                        "a record's %s has %d characters, expected 1 to %d of ASCII without blanks"
                                .formatted(what, text.length(), NAME_CHARS_MAX));
            }
        }
    }

    record Entry(String name, byte[] value) {}

    enum Order {
        ASCENDING,
        DESCENDING
    }

    Optional<byte[]> get(Key key);

    /// Also over a record that is there.
    void put(Key key, byte[] value);

    /// @return false when there is one already; nothing changed then
    boolean putNew(Key key, byte[] value);

    /// @return whether it was there
    boolean remove(Key key);

    /// By name.
    ///
    /// @param after the name that the page before this one ended with; null for the first
    List<Entry> list(
            Workspace workspace, String collection, Order order, @Nullable String after, int limit);
}
