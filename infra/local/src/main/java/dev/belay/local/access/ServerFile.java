package dev.belay.local.access;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The note that a system which is up leaves in its data directory, for other commands to find it.
public final class ServerFile {
    private static final int CONNECT_MILLIS = 500;

    private final Path file;

    public ServerFile(Path data) {
        this.file = data.resolve("server.json");
    }

    /// Where the API is served, and by which process.
    ///
    /// @param token lets in whoever may read this; null where nobody needs one
    public record Server(int port, long pid, @Nullable String token) {}

    public void write(Server server) {
        try {
            Path draft = file.resolveSibling("server.json.new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, ownersOnly(draft));
            Files.writeString(draft, Json.write(server) + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new BelayException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "cannot write %s; other commands would not find this system".formatted(file),
                    e);
        }
    }

    private static FileAttribute<?>[] ownersOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[] {};
    }

    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // A note of a process that is gone is recognised as such.
        }
    }

    /// The server of this directory, if it is alive.
    public Optional<Server> find() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            Server server = Json.read(file.toString(), Files.readString(file), Server.class);
            return isAlive(server) ? Optional.of(server) : Optional.empty();
        } catch (IOException e) {
            throw new BelayException(
                    ErrorCode.STORE_UNAVAILABLE, "cannot read %s".formatted(file), e);
        }
    }

    private static boolean isAlive(Server server) {
        if (!ProcessHandle.of(server.pid()).map(ProcessHandle::isAlive).orElse(false)) {
            return false;
        }
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                    CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
