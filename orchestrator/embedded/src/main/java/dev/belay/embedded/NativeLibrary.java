package dev.belay.embedded;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/// Loads RocksDB's native library out of its jar.
///
/// The loader leaves a copy of 15 MB in the temporary directory whenever a process is killed; a
/// process that crashes again and again fills the disk. Here the copy is gone once it is loaded.
final class NativeLibrary {
    private NativeLibrary() {}

    static synchronized void load() {
        try {
            Path directory = Files.createTempDirectory("belay-rocksdb");
            try {
                NativeLibraryLoader.getInstance().loadLibrary(directory.toString());
            } finally {
                delete(directory);
            }
            RocksDB.loadLibrary();
        } catch (IOException | RuntimeException | UnsatisfiedLinkError e) {
            throw new BelayException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "the native library of RocksDB for %s on %s cannot be loaded from %s: %s; that directory (java.io.tmpdir) must exist, be writable and allow programs to run"
                            .formatted(
                                    System.getProperty("os.name"),
                                    System.getProperty("os.arch"),
                                    System.getProperty("java.io.tmpdir"),
                                    e.getMessage()),
                    e);
        }
    }

    private static void delete(Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException _) {
            // Some systems do not delete a library in use; then it stays until somebody cleans up.
        }
    }
}
