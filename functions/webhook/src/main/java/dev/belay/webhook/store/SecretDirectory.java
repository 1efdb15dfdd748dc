package dev.belay.webhook.store;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.webhook.SecretStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Secrets as files of one machine: `workspace/name`, and `workspace/name.previous` while the one
/// before is live too. A line break at the end of a file is not part of the secret.
public final class SecretDirectory implements SecretStore {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final String PREVIOUS = ".previous";

    private final Path directory;

    public SecretDirectory(Path directory) {
        this.directory = directory;
    }

    @Override
    public Optional<Secret> secret(Workspace workspace, String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        var live = new ArrayList<String>();
        read(file(workspace, name)).ifPresent(live::add);
        read(file(workspace, name + PREVIOUS)).ifPresent(live::add);
        return live.isEmpty() ? Optional.empty() : Optional.of(new Secret(List.copyOf(live)));
    }

    @Override
    public boolean learn(Workspace workspace, String name, String value) {
        if (!NAME.matcher(name).matches() || secret(workspace, name).isPresent()) {
            return false;
        }
        Path file = file(workspace, name);
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.createFile(file);
            restrict(file);
            Files.writeString(file, value, StandardOpenOption.SYNC);
            try (FileChannel names = FileChannel.open(file.resolveSibling(""))) {
                names.force(true);
            }
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        } catch (IOException e) {
            throw unavailable(name, e);
        }
    }

    /// Keeps a secret; the one before is live no more.
    ///
    /// @throws BelayException `INVALID_NAME`, `STORE_UNAVAILABLE`
    public void put(Workspace workspace, String name, String value) {
        requireName(name);
        write(file(workspace, name), value);
        drop(file(workspace, name + PREVIOUS));
    }

    /// Keeps a new secret, and the one before as well, until [#endRotation].
    ///
    /// @throws BelayException `INVALID_REQUEST` when there is no secret, or two are live already
    public void rotate(Workspace workspace, String name, String value) {
        requireName(name);
        Path previous = file(workspace, name + PREVIOUS);
        String old =
                read(file(workspace, name))
                        .orElseThrow(() -> invalid("no secret '%s' is there to rotate", name));
        if (read(previous).isPresent()) {
            throw invalid("two secrets '%s' are live already; end that rotation first", name);
        }
        // In between the old one is there twice, which harms nothing.
        write(previous, old);
        write(file(workspace, name), value);
    }

    /// Ends a rotation: only the newest secret is live.
    ///
    /// @return whether another one was
    public boolean endRotation(Workspace workspace, String name) {
        requireName(name);
        return drop(file(workspace, name + PREVIOUS));
    }

    /// @return whether it was there
    public boolean remove(Workspace workspace, String name) {
        requireName(name);
        drop(file(workspace, name + PREVIOUS));
        return drop(file(workspace, name));
    }

    /// The names of a workspace's secrets, sorted.
    public List<String> names(Workspace workspace) {
        Path files = directory.resolve(workspace.name());
        if (!Files.isDirectory(files)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(files)) {
            return found.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> NAME.matcher(name).matches() && !name.endsWith(PREVIOUS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unavailable("*", e);
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new BelayException(
                    ErrorCode.INVALID_NAME,
                    "a secret's name of %d characters is not valid; expected 1 to 100 characters of A-Z, a-z, 0-9, '.', '_', '-'"
                            .formatted(name.length()));
        }
    }

    private static BelayException invalid(String message, String name) {
        return new BelayException(ErrorCode.INVALID_REQUEST, message.formatted(name));
    }

    /// Whole or not at all: a reader never sees half a secret.
    private static void write(Path file, String value) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Path draft = Files.createTempFile(file.resolveSibling(""), ".", ".new");
            restrict(draft);
            Files.writeString(draft, value, StandardOpenOption.SYNC);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unavailable(String.valueOf(file.getFileName()), e);
        }
    }

    private static boolean drop(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unavailable(String.valueOf(file.getFileName()), e);
        }
    }

    /// Where files have permissions, nobody but their owner reads it.
    private static void restrict(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static Optional<String> read(Path file) {
        try {
            String text = Files.readString(file);
            String value = text.endsWith("\n") ? text.stripTrailing() : text;
            return value.isEmpty() ? Optional.empty() : Optional.of(value);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw unavailable(String.valueOf(file.getFileName()), e);
        }
    }

    private static BelayException unavailable(String name, IOException cause) {
        return new BelayException(
                ErrorCode.STORE_UNAVAILABLE,
                "the secret '%s' cannot be read or written (%s); see to its file's permissions"
                        .formatted(name, cause.getClass().getSimpleName()));
    }

    private Path file(Workspace workspace, String name) {
        return directory.resolve(workspace.name()).resolve(name);
    }
}
