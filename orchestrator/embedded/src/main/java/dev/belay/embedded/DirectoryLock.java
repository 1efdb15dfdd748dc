package dev.belay.embedded;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps a second store out of a directory. The lock goes with the process, however it ends; the
/// file stays and names the last one.
final class DirectoryLock implements AutoCloseable {
    /// Directories open in this process: touching the file again here would give up the lock that
    /// is held on it, as POSIX locks go.
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /// @param directory exists
    /// @throws BelayException `STORE_IN_USE` naming the directory and the process that has it
    static DirectoryLock acquire(Path directory) {
        try {
            Path real = directory.toRealPath();
            if (!OPEN.add(real)) {
                throw inUse(
                        directory, "this process (%d)".formatted(ProcessHandle.current().pid()));
            }
            try {
                return acquireFile(real);
            } catch (IOException | RuntimeException e) {
                OPEN.remove(real);
                throw e;
            }
        } catch (IOException e) {
            throw StoreErrors.of(directory, "locking the directory", e);
        }
    }

    private static DirectoryLock acquireFile(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        directory.resolve("belay.pid"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(directory, "process " + owner(channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(
                            Long.toString(ProcessHandle.current().pid())
                                    .getBytes(StandardCharsets.US_ASCII)),
                    0);
            return new DirectoryLock(directory, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }

    private static BelayException inUse(Path directory, String owner) {
        return new BelayException(
                ErrorCode.STORE_IN_USE,
                "the store at %s is open in %s; stop that one first, or use another directory"
                        .formatted(directory, owner));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw StoreErrors.of(directory, "unlocking the directory", e);
        } finally {
            OPEN.remove(directory);
        }
    }
}
