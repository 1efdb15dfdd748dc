package dev.belay.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A host in a process of its own, which can be killed, stopped and continued like any other.
final class HostProcess implements AutoCloseable {
    private static final int ERRORS_SHOWN = 40;

    private final Process process;
    private final Path errors;
    private final Thread reader;

    // Guarded by this.
    private final List<String> said = new ArrayList<>();
    private boolean ended;

    private HostProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.reader = Thread.ofVirtual().start(() -> listen(process.inputReader()));
    }

    /// @param errors what it prints there is added to this file
    static HostProcess start(Settings settings, Path errors) {
        return start(List.of(), settings, errors);
    }

    /// @param around the command that runs it, for example in another namespace
    static HostProcess start(List<String> around, Settings settings, Path errors) {
        var command = new ArrayList<>(around);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // It starts often and lives for seconds.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostMain.class.getName()));
        command.addAll(settings.arguments());
        try {
            return new HostProcess(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                            .start(),
                    errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(BufferedReader out) {
        try (out) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                say(line);
            }
        } catch (IOException _) {
            // A process that is killed does not close its output in style.
        } finally {
            end();
        }
    }

    private synchronized void say(String line) {
        said.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    long pid() {
        return process.pid();
    }

    /// Waits until it has said a line that begins so.
    ///
    /// @throws AssertionError with its last errors when it ends first, or takes too long
    synchronized String await(String beginning, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            for (String line : said) {
                if (line.startsWith(beginning)) {
                    return line;
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (ended || left <= 0) {
                throw new AssertionError(
                        "host %d %s without saying '%s'; its last errors:\n%s"
                                .formatted(
                                        pid(),
                                        ended ? "ended" : "went on for " + patience,
                                        beginning,
                                        lastErrors()));
            }
            wait(left);
        }
    }

    /// How many lines begin so.
    synchronized long count(String beginning) {
        return said.stream().filter(line -> line.startsWith(beginning)).count();
    }

    String lastErrors() {
        try {
            List<String> lines = Files.readAllLines(errors);
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - ERRORS_SHOWN), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// Waits until `condition` holds, while it lives.
    void awaitWhileAlive(String what, Duration patience, BooleanSupplier condition)
            throws InterruptedException {
        Waiting.until(
                what,
                patience,
                () -> {
                    if (!process.isAlive()) {
                        throw new AssertionError(
                                "host %d ended by itself with %d; its last errors:\n%s"
                                        .formatted(pid(), process.exitValue(), lastErrors()));
                    }
                    return condition.getAsBoolean();
                });
    }

    /// As kill -9 does.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /// Lets it finish what is under way and end.
    ///
    /// @return its exit code
    int stop(Duration patience) throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(
                    "host %d does not end; its last errors:\n%s".formatted(pid(), lastErrors()));
        }
        reader.join();
        return process.exitValue();
    }

    void pause() throws IOException, InterruptedException {
        Signals.send("STOP", pid());
        awaitPaused(Duration.ofSeconds(10));
    }

    void resume() throws IOException, InterruptedException {
        Signals.send("CONT", pid());
    }

    /// Waits until the system says that it is stopped.
    void awaitPaused(Duration patience) throws InterruptedException {
        Waiting.until("host %d is stopped".formatted(pid()), patience, this::isPaused);
    }

    private boolean isPaused() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).startsWith("T");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
