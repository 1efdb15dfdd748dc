package dev.belay.local.cli;

import picocli.CommandLine.Command;

@Command(
        name = "disable",
        description = "Let no new runs begin with a version; its open runs go on.")
final class FlowDisableCommand extends FlowSwitchCommand {
    @Override
    public Integer call() {
        return turn(false);
    }
}
