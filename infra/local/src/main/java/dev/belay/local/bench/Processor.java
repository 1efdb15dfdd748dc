package dev.belay.local.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// What this process has used.
final class Processor {
    private Processor() {}

    /// Of all threads, those of the machine included.
    static double cpuSeconds() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return (double) system.getProcessCpuTime() / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /// Memory that is in use by this process, shared pages included.
    static double residentMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmRSS:")) {
                    return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
                }
            }
        }
        var ps =
                new ProcessBuilder(
                                "ps", "-o", "rss=", "-p", "" + ProcessHandle.current().pid())
                        .start();
        try (var out = ps.inputReader()) {
            return Double.parseDouble(out.readLine().strip()) / 1024;
        }
    }
}
