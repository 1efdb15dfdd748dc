package dev.belay.embedded;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/// Writes groups, and syncs in time what nobody waits for. Stops for good at the first failure. For
/// one thread.
final class GroupWriter {
    private static final long SYNC_NANOS = EmbeddedOptions.SYNC_INTERVAL.toNanos();

    private final Journal.Disk disk;

    /// Something is only with the operating system.
    private boolean dirty;

    private long syncedAt = System.nanoTime();
    private @Nullable BelayException failure;

    GroupWriter(Journal.Disk disk) {
        this.disk = disk;
    }

    /// @return what went wrong, now or before; null when the group is written
    @Nullable BelayException write(Group group) {
        boolean sync = group.sync || dirty && nanosUntilSync() <= 0;
        if (failure == null) {
            failure = tryTo(() -> write(group.changes(), sync));
        }
        return failure;
    }

    private void write(Changes changes, boolean sync) {
        if (!changes.isEmpty()) {
            disk.write(changes.toByteArray(), sync);
            dirty = true;
        } else if (sync) {
            disk.sync();
        }
        if (sync) {
            dirty = false;
            syncedAt = System.nanoTime();
        }
    }

    /// Puts on the disk what is not there yet.
    @Nullable BelayException sync() {
        if (dirty && failure == null) {
            failure = tryTo(() -> write(new Changes(0), true));
        }
        return failure;
    }

    /// [Long#MAX_VALUE] where there is nothing to sync.
    long nanosUntilSync() {
        return dirty ? syncedAt + SYNC_NANOS - System.nanoTime() : Long.MAX_VALUE;
    }

    private @Nullable BelayException tryTo(Runnable action) {
        try {
            action.run();
            return null;
        } catch (BelayException e) {
            return e;
        } catch (RuntimeException | Error e) {
            return new BelayException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "writing failed in the store at %s; open it again".formatted(disk.directory()),
                    e);
        }
    }
}
