package dev.belay.runtime.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What a process has used so far, and holds now. On Linux.
record Footprint(Duration processorTime, long residentKilobytes) {
    static Footprint of(ProcessHandle process) throws IOException {
        Path directory = Path.of("/proc", Long.toString(process.pid()));
        long resident = 0;
        for (String line : Files.readAllLines(directory.resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                resident = Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return new Footprint(process.info().totalCpuDuration().orElseThrow(), resident);
    }
}
