package dev.belay.embedded;

/// The column families. RocksDB numbers them in the order in which they are made, and does not
/// number them anew.
enum Family {
    /// Pointers, heads, inboxes, timers, attempts, records, names of queues, flows.
    STATE(0, "default"),
    /// Batches and pages of batches.
    HISTORY(1, "history"),
    /// Messages and how often they were received.
    QUEUE(2, "queue");

    private final int id;
    private final String familyName;

    Family(int id, String familyName) {
        this.id = id;
        this.familyName = familyName;
    }

    int id() {
        return id;
    }

    String familyName() {
        return familyName;
    }
}
