package dev.belay.local.cli;

import picocli.CommandLine.Command;

@Command(name = "enable", description = "Let new runs begin with a version again.")
final class FlowEnableCommand extends FlowSwitchCommand {
    @Override
    public Integer call() {
        return turn(true);
    }
}
