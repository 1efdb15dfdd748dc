package dev.belay.local.cli;

import dev.belay.local.bench.Workloads;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The part of a workload that needs a process of its own.
@Command(name = "bench-child", hidden = true)
final class BenchChildCommand implements Callable<Integer> {
    @Spec @Nullable CommandSpec spec;

    @Parameters(index = "0")
    String part = "";

    @Parameters(index = "1")
    BackendKind backend = BackendKind.EMBEDDED;

    @Parameters(index = "2")
    Path store = Path.of("");

    @Parameters(index = "3", defaultValue = "")
    String argument = "";

    @Override
    public Integer call() throws Exception {
        double scale = part.equals("resident") ? Double.parseDouble(argument) : 1;
        Workloads.child(
                part, BenchCommand.bench(backend, scale, this::print), store, argument);
        return Exit.OK;
    }

    private synchronized void print(String line) {
        if (spec != null) {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        }
    }
}
