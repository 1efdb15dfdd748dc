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
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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

    /// Where files have permissions, nobody but their owner reads it.
    private static void restrict(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private Optional<String> read(Path file) {
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
