package dev.belay.local.cli;

import dev.belay.examples.Examples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// Which build this is.
final class Build {
    private Build() {}

    /// For example `0.1.0-SNAPSHOT`.
    static String version() {
        var properties = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }

    /// What histories record as the build that could not continue a run. Changes with the workflow
    /// code, so that a corrected build is tried although its version is the same.
    static String name() {
        return "%s+%08x".formatted(version(), fingerprint());
    }

    private static long fingerprint() {
        var crc = new CRC32();
        try {
            Path code =
                    Path.of(
                            Examples.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            try (Stream<Path> files = Files.walk(code)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    crc.update(Files.readAllBytes(file));
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the workflows' code cannot be read", e);
        }
        return crc.getValue();
    }
}
