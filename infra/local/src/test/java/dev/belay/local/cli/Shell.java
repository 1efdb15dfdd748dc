package dev.belay.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.local.access.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs commands against one data directory, as a shell would.
record Shell(Path data) {
    /// What a command left behind.
    record Outcome(int exit, String out, String err) {
        JsonNode json() {
            return Json.readTree("the output", out);
        }
    }

    Outcome run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return bare(all.toArray(String[]::new));
    }

    static Outcome bare(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Cli.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Outcome(exit, out.toString(), err.toString());
    }
}
