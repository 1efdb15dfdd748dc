package dev.belay.examples.world;

import java.util.List;
import java.util.Optional;

/// Things by kind and id: what the examples' activities create, change and remove.
///
/// Putting what is there and removing what is not change nothing, so an activity may be performed
/// twice.
public sealed interface World permits MemoryWorld, DirectoryWorld {
    /// The kind whose things make activities fail: the id is an activity's name, the text the
    /// number of attempts that find its service down.
    String OUTAGES = "outages";

    void put(String kind, String id, String text);

    /// @return whether it was there
    boolean remove(String kind, String id);

    Optional<String> get(String kind, String id);

    /// The ids of what is there, sorted.
    List<String> ids(String kind);

    /// What changed, oldest first: `+ kind/id` and `- kind/id`.
    List<String> changes();
}
