package dev.belay.local.cli;

import picocli.CommandLine.Command;

@Command(name = "disable", description = "Start nothing; senders are answered with 410.")
final class TriggerDisableCommand extends TriggerSwitchCommand {
    @Override
    public Integer call() {
        return turn(false);
    }
}
