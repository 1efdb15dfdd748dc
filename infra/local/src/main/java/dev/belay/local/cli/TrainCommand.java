package dev.belay.local.cli;

import dev.belay.api.runs.MessageBody;
import dev.belay.api.runs.RunFilter;
import dev.belay.api.runs.StartBody;
import dev.belay.local.access.Histories;
import dev.belay.local.access.Json;
import dev.belay.local.access.RemoteRuns;
import dev.belay.local.access.Runs;
import dev.belay.local.access.ServerFile;
import dev.belay.local.bench.Workloads;
import io.quarkus.runtime.Quarkus;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Does a little of everything, so that the machine can note what a start needs (an ahead-of-time
/// cache). The launcher runs it once, after a build.
@Command(name = "train", hidden = true)
final class TrainCommand extends BelayCommand {
    private static final double SCALE = 0.05;

    @Parameters(index = "0")
    Path directory = Path.of("");

    @Override
    public Integer call() throws Exception {
        Workloads.train(BenchCommand.bench(BackendKind.EMBEDDED, SCALE, _ -> {}));
        options.data = directory;
        var up = new UpCommand();
        up.spec = spec;
        up.options = options;
        up.options.json = true;
        up.port = 0;
        up.whenReady = () -> Thread.startVirtualThread(this::use);
        return up.call();
    }

    private void use() {
        ServerFile.Server server = new ServerFile(directory).find().orElseThrow();
        try (Runs runs = new RemoteRuns(server.port(), options.workspace)) {
            var input = Json.readTree("input", "{\"name\":\"shop\",\"brief\":\"sells tea\"}");
            String run = runs.start(StartBody.of("app-build", null, input)).runId();
            new Follower(runs, _ -> {}).follow(run);
            runs.list(RunFilter.all(10));
            runs.describe(run);
            Histories.read(runs, run).state();
            runs.query(run, MessageBody.of("progress", null));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            Quarkus.asyncExit();
        }
    }
}
