package dev.belay.local.cli;

import picocli.CommandLine.Parameters;

/// Which trigger.
final class TriggerArgument {
    @Parameters(index = "0", paramLabel = "ID", description = "The trigger's id.")
    String id = "";
}
