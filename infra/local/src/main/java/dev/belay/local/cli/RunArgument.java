package dev.belay.local.cli;

import picocli.CommandLine.Parameters;

/// Which run.
final class RunArgument {
    @Parameters(
            paramLabel = "RUN",
            description = "A run id, or a workflow id whose newest run is meant.")
    String run = "";
}
