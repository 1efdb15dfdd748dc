package dev.belay.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A disk of its own size, that can be filled without troubling anyone: a file system in memory, in
/// a namespace of its own, for which no privilege is needed. Processes see it that run with
/// [#around].
final class TinyDisk implements AutoCloseable {
    private final Process holder;
    private final Path directory;

    private TinyDisk(Process holder, Path directory) {
        this.holder = holder;
        this.directory = directory;
    }

    /// @param directory where it appears, in its namespace only
    /// @throws IOException where the system allows no namespaces
    static TinyDisk open(Path directory, int mebibytes) throws IOException {
        Files.createDirectories(directory);
        String mount =
                "mount -t tmpfs -o size=%dm tmpfs '%s' && echo mounted && exec cat"
                        .formatted(mebibytes, directory);
        Process holder =
                new ProcessBuilder("unshare", "-U", "-r", "-m", "sh", "-c", mount)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader out = holder.inputReader();
        if (!"mounted".equals(out.readLine())) {
            holder.destroyForcibly();
            throw new IOException(
                    "no file system could be mounted in a namespace of its own; allow unprivileged user namespaces");
        }
        return new TinyDisk(holder, directory);
    }

    /// The beginning of a command that sees the disk. The process keeps its id.
    List<String> around() {
        return List.of(
                "nsenter",
                "--target",
                Long.toString(holder.pid()),
                "--user",
                "--mount",
                "--preserve-credentials",
                "--");
    }

    Path directory() {
        return directory;
    }

    /// Takes all that is left but `kibibytes`.
    void fill(int kibibytes) throws IOException, InterruptedException {
        run(
                "left=$(df -k --output=avail '%1$s' | tail -1); head -c $(( (left - %2$d) * 1024 )) /dev/zero > '%1$s/ballast'"
                        .formatted(directory, kibibytes));
    }

    void free() throws IOException, InterruptedException {
        run("rm '%s/ballast'".formatted(directory));
    }

    void copyTo(Path target) throws IOException, InterruptedException {
        run("cp -r '%s' '%s'".formatted(directory, target));
    }

    private void run(String script) throws IOException, InterruptedException {
        var command = new ArrayList<>(around());
        command.addAll(List.of("sh", "-c", script));
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException("'%s' ended with %d".formatted(script, exit));
        }
    }

    @Override
    public void close() {
        holder.destroyForcibly();
        holder.onExit().join();
    }
}
