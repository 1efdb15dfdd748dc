package dev.belay.embedded;

/// What "durable when it returns" means.
public enum Durability {
    /// On the disk: survives a power loss.
    SYNCED,
    /// With the operating system, on the disk within [EmbeddedOptions#SYNC_INTERVAL]: survives the
    /// end of the process, not of the machine. What is lost is lost from the end, never from the
    /// middle.
    BUFFERED
}
