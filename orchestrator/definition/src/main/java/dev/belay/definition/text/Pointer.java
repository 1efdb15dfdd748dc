package dev.belay.definition.text;

/// JSON pointers (RFC 6901) as strings: `/do/0/charge/with`.
public final class Pointer {
    private Pointer() {}

    public static String child(String parent, String key) {
        return parent + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    public static String child(String parent, int index) {
        return parent + "/" + index;
    }

    /// The pointer of the container, `""` for the root's.
    public static String parent(String pointer) {
        int slash = pointer.lastIndexOf('/');
        return slash < 0 ? "" : pointer.substring(0, slash);
    }

    /// The key or index that the pointer ends in, `""` for the root.
    public static String last(String pointer) {
        int slash = pointer.lastIndexOf('/');
        return slash < 0 ? "" : pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
    }
}
