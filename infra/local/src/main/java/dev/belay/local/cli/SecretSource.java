package dev.belay.local.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Where a secret is read from. Never the command line itself, which other programs of the machine
/// can see and shells remember.
final class SecretSource {
    private static final int NEW_BYTES = 32;

    private SecretSource() {}

    /// @param source as `--secret` takes it
    static String read(BelayCommand command, String source) {
        String secret;
        if (source.equals("-")) {
            secret = line(command);
        } else if (source.equals("new")) {
            byte[] bytes = new byte[NEW_BYTES];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        } else if (source.startsWith("env:")) {
            secret = variable(command, source.substring(4));
        } else if (source.startsWith("file:")) {
            secret = contents(command, source.substring(5));
        } else {
            throw command.usage(
                    "--secret takes '-' for standard input, 'env:NAME', 'file:PATH' or 'new', not the secret itself: other programs can read command lines");
        }
        if (secret.isBlank()) {
            throw command.usage("--secret: the secret is empty");
        }
        return secret;
    }

    private static String line(BelayCommand command) {
        try {
            // The rest of standard input stays unread.
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            @Nullable String line = in.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw command.usage("--secret: standard input cannot be read");
        }
    }

    private static String variable(BelayCommand command, String name) {
        @Nullable String value = System.getenv(name);
        if (value == null) {
            throw command.usage("--secret: the environment has no variable %s".formatted(name));
        }
        return value;
    }

    private static String contents(BelayCommand command, String path) {
        try {
            return Files.readString(Path.of(path)).stripTrailing();
        } catch (IOException e) {
            throw command.usage("--secret: the file %s cannot be read".formatted(path));
        }
    }
}
