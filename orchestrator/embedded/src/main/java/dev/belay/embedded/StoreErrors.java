package dev.belay.embedded;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/// Says what went wrong below, where, and what to do about it.
final class StoreErrors {
    private StoreErrors() {}

    static BelayException of(Path directory, String doing, RocksDBException e) {
        @Nullable Status status = e.getStatus();
        String detail = Objects.requireNonNullElse(e.getMessage(), "no message");
        if (isNoSpace(status, detail)) {
            return diskFull(directory, doing, e);
        }
        if (status != null && status.getCode() == Status.Code.Corruption) {
            return corrupt(directory, doing, detail, e);
        }
        return new BelayException(
                ErrorCode.STORE_UNAVAILABLE,
                "%s failed in the store at %s: %s; check the disk and the directory's permissions, then open the store again"
                        .formatted(doing, directory, detail),
                e);
    }

    static BelayException of(Path directory, String doing, IOException e) {
        String detail = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        if (isNoSpace(null, detail)
                || e instanceof FileSystemException f && isNoSpace(null, "" + f.getReason())) {
            return diskFull(directory, doing, e);
        }
        return new BelayException(
                ErrorCode.STORE_UNAVAILABLE,
                "%s failed in the store at %s: %s: %s; check the disk and the directory's permissions"
                        .formatted(doing, directory, e.getClass().getSimpleName(), detail),
                e);
    }

    static BelayException corrupt(
            Path directory, String doing, String detail, @Nullable Throwable cause) {
        return new BelayException(
                ErrorCode.STORE_CORRUPT,
                "%s found damage in the store at %s: %s; nothing was changed: copy the directory, then restore a backup, or, if only a .log file is named, open once with the salvage option, which keeps everything up to the damage"
                        .formatted(doing, directory, detail),
                cause);
    }

    static BelayException closed(Path directory) {
        return new BelayException(
                ErrorCode.STORE_UNAVAILABLE,
                "the store at %s is closed; open it again".formatted(directory));
    }

    /// What the system said.
    static String origin(BelayException failed) {
        Throwable origin = failed;
        while (origin.getCause() != null) {
            origin = origin.getCause();
        }
        return Objects.requireNonNullElse(origin.getMessage(), origin.getClass().getSimpleName());
    }

    private static BelayException diskFull(Path directory, String doing, Throwable cause) {
        return new BelayException(
                ErrorCode.DISK_FULL,
                "%s failed: no space is left on the disk of the store at %s; everything acknowledged before is kept: make space, then open the store again"
                        .formatted(doing, directory),
                cause);
    }

    private static boolean isNoSpace(@Nullable Status status, String detail) {
        return status != null && status.getSubCode() == Status.SubCode.NoSpace
                || detail.contains("No space left on device")
                || detail.contains("Disk quota exceeded");
    }
}
