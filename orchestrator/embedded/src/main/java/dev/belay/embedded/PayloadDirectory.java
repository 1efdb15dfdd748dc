package dev.belay.embedded;

import dev.belay.core.error.BelayException;
import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One file per payload, under its digest, in a directory per workspace. A file has its name only
/// once it is complete and on the disk.
final class PayloadDirectory implements PayloadStore {
    private final Path directory;
    private final DiskSpace space;
    private final AtomicLong unfinished = new AtomicLong();

    PayloadDirectory(Path directory, DiskSpace space) {
        this.directory = directory;
        this.space = space;
    }

    @Override
    public Payload.Stored put(Workspace workspace, byte[] bytes) {
        space.require();
        var payload = new Payload.Stored(digest(bytes), bytes.length);
        Path file = file(workspace, payload);
        try {
            if (!Files.exists(file) || Files.size(file) != bytes.length) {
                write(file, bytes);
            }
            return payload;
        } catch (IOException e) {
            throw StoreErrors.of(directory, "storing a payload", e);
        }
    }

    private void write(Path file, byte[] bytes) throws IOException {
        Path folder = file.resolveSibling("");
        Files.createDirectories(folder);
        Path temporary =
                folder.resolve(
                        "%s.%d.tmp".formatted(file.getFileName(), unfinished.incrementAndGet()));
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            temporary,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        for (Path parent = folder;
                parent != null && parent.startsWith(directory);
                parent = parent.getParent()) {
            syncNames(parent);
        }
    }

    /// Puts a directory's new names on the disk.
    private static void syncNames(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public byte[] get(Workspace workspace, Payload.Stored payload) {
        Path file = file(workspace, payload);
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (!digest(bytes).equals(payload.sha256())) {
                throw damaged(file, "does not match its digest", null);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw damaged(file, "is missing", e);
        } catch (IOException e) {
            throw StoreErrors.of(directory, "reading a payload", e);
        }
    }

    private BelayException damaged(Path file, String how, @Nullable Throwable cause) {
        return StoreErrors.corrupt(
                directory, "reading a payload", "the file %s %s".formatted(file, how), cause);
    }

    private Path file(Workspace workspace, Payload.Stored payload) {
        String sha256 = payload.sha256();
        return directory.resolve(workspace.name()).resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
