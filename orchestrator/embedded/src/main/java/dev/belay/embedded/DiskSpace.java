package dev.belay.embedded;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/// Refuses writes while the disk is almost full, so that what is under way can still be finished;
/// accepts them again by itself when there is space.
final class DiskSpace {
    private static final long LOOK_NANOS = 100_000_000;

    private final Path directory;
    private final long bytesMin;
    private final LongSupplier usable;
    private volatile long lookedAt;
    private volatile long found;

    /// @param usable bytes left on the directory's disk; asked at most ten times a second
    DiskSpace(Path directory, long bytesMin, LongSupplier usable) {
        this.directory = directory;
        this.bytesMin = bytesMin;
        this.usable = usable;
        this.found = usable.getAsLong();
        this.lookedAt = System.nanoTime();
    }

    static DiskSpace of(Path directory, long bytesMin) {
        return new DiskSpace(directory, bytesMin, directory.toFile()::getUsableSpace);
    }

    /// @throws BelayException `DISK_FULL` when there is too little
    void require() {
        long now = System.nanoTime();
        if (now - lookedAt > LOOK_NANOS) {
            lookedAt = now;
            found = usable.getAsLong();
        }
        if (found < bytesMin) {
            throw new BelayException(
                    ErrorCode.DISK_FULL,
                    "the disk of the store at %s has %d bytes left, less than the %d that are kept free; nothing is written until there is space again, everything acknowledged before is kept"
                            .formatted(directory, found, bytesMin));
        }
    }
}
