package dev.belay.local.cli;

import picocli.CommandLine.Command;

@Command(name = "enable", description = "Let deliveries start runs again.")
final class TriggerEnableCommand extends TriggerSwitchCommand {
    @Override
    public Integer call() {
        return turn(true);
    }
}
