package dev.belay.local.bench;

import dev.belay.local.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Another process of this program, with the same settings of the machine: cold, and free to die.
final class ChildProcess implements AutoCloseable {
    private static final String QUARKUS_JAR = "quarkus-run.jar";
    private static final String GENERATED_JAR = "generated-bytecode.jar";

    private final Process process;
    private final BufferedReader out;

    private ChildProcess(Process process) {
        this.process = process;
        this.out = process.inputReader();
    }

    /// @param arguments of the command line
    static ChildProcess start(List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            // Of an agent there is to be one, and two recordings would write one file.
            if (!option.startsWith("-javaagent")
                    && !option.startsWith("-XX:StartFlight")
                    && !option.startsWith("-XX:AOTCacheOutput")) {
                command.add(option);
            }
        }
        String classPath = System.getProperty("java.class.path");
        if (classPath.endsWith(QUARKUS_JAR)) {
            command.addAll(List.of("-jar", classPath));
        } else {
            command.addAll(List.of("-cp", classPath, Main.class.getName()));
        }
        command.addAll(arguments);
        return new ChildProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /// Whether this is the packaged program: only that can serve the API.
    static boolean isPackaged() {
        String classPath = System.getProperty("java.class.path");
        return classPath.endsWith(QUARKUS_JAR) || classPath.contains(GENERATED_JAR);
    }

    /// The next line that it prints; null when it has ended.
    @Nullable String line() throws IOException {
        return out.readLine();
    }

    /// The next line that begins with `prefix`, without it.
    ///
    /// @throws IOException when it ends first
    String line(String prefix) throws IOException {
        for (String line = line(); line != null; line = line()) {
            if (line.startsWith(prefix)) {
                return line.substring(prefix.length()).strip();
            }
        }
        throw new IOException(
                "the process ended without saying '%s'; its errors are above".formatted(prefix));
    }

    /// As a power failure would, but for the machine.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
