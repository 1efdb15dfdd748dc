import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Builds the console's pages with npm, as a part of the Maven build. Does again only what changed:
/// packages when the lock file did, pages when a source did, tests when either did.
///
/// Where there is no npm, the pages are replaced by one that says how to get them, so that nobody
/// needs more than a JDK to build everything else.
final class BuildConsole {
    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
    private static final List<String> SOURCES =
            List.of(
                    "src",
                    "public",
                    "test",
                    "index.html",
                    "package-lock.json",
                    "tsconfig.json",
                    "vite.config.ts");

    private BuildConsole() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "build" -> build(Path.of(arguments[1]), Path.of(arguments[2], "console.stamp"));
            case "test" -> {
                if (Stream.of(arguments).skip(2).noneMatch("true"::equals)) {
                    test(Path.of(arguments[1]));
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void build(Path output, Path stamp) throws Exception {
        if (!hasNpm()) {
            System.out.println(
                    "[WARNING] npm is not on the PATH: the web console is left out of this build. "
                            + "Install Node.js 20.19 or newer and build again to have it.");
            clear(output);
            Files.createDirectories(output);
            Files.copy(Path.of("build", "absent.html"), output.resolve("index.html"));
            Files.deleteIfExists(stamp);
            return;
        }
        String sources = digest(SOURCES);
        if (isStamped(stamp, sources) && Files.exists(output.resolve("index.html"))) {
            return;
        }
        install();
        clear(output);
        npm("run", "check");
        npm("run", "build", "--", "--outDir", output.toAbsolutePath().toString());
        Files.createDirectories(stamp.toAbsolutePath().getParent());
        Files.writeString(stamp, sources);
    }

    private static void test(Path target) throws Exception {
        if (!hasNpm()) {
            return;
        }
        Path stamp = target.resolve("console-test.stamp");
        String sources = digest(SOURCES);
        if (!isStamped(stamp, sources)) {
            npm("test");
            Files.writeString(stamp, sources);
        }
    }

    private static void install() throws Exception {
        Path stamp = Path.of("node_modules", ".belay.stamp");
        String lock = digest(List.of("package.json", "package-lock.json"));
        if (!isStamped(stamp, lock)) {
            npm("ci");
            Files.writeString(stamp, lock);
        }
    }

    private static boolean hasNpm() {
        String path = System.getenv().getOrDefault("PATH", "");
        String name = WINDOWS ? "npm.cmd" : "npm";
        return Arrays.stream(path.split(java.io.File.pathSeparator))
                .anyMatch(part -> Files.isExecutable(Path.of(part.isEmpty() ? "." : part, name)));
    }

    /// Quiet unless it fails.
    private static void npm(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(WINDOWS ? "npm.cmd" : "npm");
        command.add("--silent");
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        int code = process.waitFor();
        if (code != 0) {
            System.err.println(said);
            System.err.printf("[ERROR] '%s' ended with %d%n", String.join(" ", command), code);
            System.exit(1);
        }
    }

    private static boolean isStamped(Path stamp, String expected) throws IOException {
        return Files.exists(stamp) && Files.readString(stamp).equals(expected);
    }

    private static String digest(List<String> names) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        for (String name : names) {
            Path root = Path.of(name);
            if (!Files.exists(root)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    digest.update(file.toString().getBytes());
                    digest.update(Files.readAllBytes(file));
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void clear(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> {
                        try {
                            Files.delete(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }
}
