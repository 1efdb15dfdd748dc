package dev.belay.aws;

import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import java.util.Optional;

/// Keeps bytes that are too large for an item.
interface Blobs {
    /// Storing a name again renews it. Durable when it returns.
    void put(String name, byte[] bytes, Kind kind);

    Optional<byte[]> get(String name);

    /// What decides how long bytes live. In a bucket, lifecycle rules on the prefixes do.
    enum Kind {
        /// Part of a history, or a snapshot: renewed while the run is open.
        PAGE,
        /// Somebody's value: nobody knows who refers to it.
        PAYLOAD,
        /// What a published flow says: kept for good, as its version is.
        FLOW
    }

    static String page(RunKey run, long first, long through) {
        return "pages/%s/%s/%d-%d"
                .formatted(run.workspace().name(), run.runId().value(), first, through);
    }

    /// Among the pages, so that it lives as long.
    static String snapshot(RunKey run, long asOf) {
        return "pages/%s/%s/snapshot-%d"
                .formatted(run.workspace().name(), run.runId().value(), asOf);
    }

    static String payload(Workspace workspace, String sha256) {
        return "payloads/%s/%s".formatted(workspace.name(), sha256);
    }

    static String flow(Workspace workspace, String sha256) {
        return "flows/%s/%s".formatted(workspace.name(), sha256);
    }
}
