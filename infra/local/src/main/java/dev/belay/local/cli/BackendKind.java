package dev.belay.local.cli;

import dev.belay.local.backend.AwsBackend;
import dev.belay.local.backend.AwsLocalBackend;
import dev.belay.local.backend.Backend;
import dev.belay.local.backend.EmbeddedBackend;
import dev.belay.local.backend.MemoryBackend;
import java.nio.file.Path;

/// What `--backend` can name.
public enum BackendKind {
    EMBEDDED("embedded"),
    MEMORY("memory"),
    AWS_LOCAL("aws-local"),
    AWS("aws");

    private final String text;

    BackendKind(String text) {
        this.text = text;
    }

    public Backend open(Path data) {
        // Each kind is a class of its own so that the emulators load only where they are used.
        return switch (this) {
            case EMBEDDED -> EmbeddedBackend.open(data);
            case MEMORY -> new MemoryBackend();
            case AWS_LOCAL -> AwsLocalBackend.open(data.resolve("aws"));
            case AWS -> AwsBackend.open(System.getenv());
        };
    }

    /// Whether it is in the data directory, so that a system that is up on it can be asked.
    public boolean isInDirectory() {
        return switch (this) {
            case EMBEDDED, AWS_LOCAL -> true;
            case MEMORY, AWS -> false;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
