package dev.belay.chaos;

import java.io.IOException;

/// Signals to processes.
final class Signals {
    private Signals() {}

    /// @param name for example `STOP`
    static void send(String name, long pid) throws IOException, InterruptedException {
        int exit =
                new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .inheritIO()
                        .start()
                        .waitFor();
        if (exit != 0) {
            throw new IOException("kill -%s %d ended with %d".formatted(name, pid, exit));
        }
    }
}
