package dev.belay.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A store in a directory of its own, open while a test runs.
final class OpenStore implements BeforeEachCallback, AfterEachCallback {
    private final UnaryOperator<EmbeddedOptions> options;
    private @Nullable Path directory;
    private @Nullable EmbeddedStore store;

    OpenStore() {
        this(UnaryOperator.identity());
    }

    OpenStore(UnaryOperator<EmbeddedOptions> options) {
        this.options = options;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("belay-store");
        open();
    }

    private void open() {
        store = EmbeddedStore.open(options.apply(EmbeddedOptions.in(directory())));
    }

    EmbeddedStore get() {
        if (store == null) {
            throw new IllegalStateException("the store is not open");
        }
        return store;
    }

    Path directory() {
        if (directory == null) {
            throw new IllegalStateException("there is no directory yet");
        }
        return directory;
    }

    void reopen() {
        get().close();
        open();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        get().close();
        delete(directory());
    }

    static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
