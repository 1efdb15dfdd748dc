package dev.belay.local.cli;

import picocli.CommandLine.Command;

@Command(
        name = "belay",
        description = {"Durable execution: workflows that survive crashes, deploys and waits.", ""},
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = TopCommand.Version.class,
        subcommands = {
            UpCommand.class,
            RunCommand.class,
            StartCommand.class,
            ListCommand.class,
            ShowCommand.class,
            HistoryCommand.class,
            SignalCommand.class,
            QueryCommand.class,
            UpdateCommand.class,
            CancelCommand.class,
            TerminateCommand.class,
            ResumeCommand.class,
            FlowCommand.class,
            ScheduleCommand.class,
            KeyCommand.class,
            TriggerCommand.class,
            SecretCommand.class,
            ConformanceCommand.class,
            ReplayCommand.class,
            DoctorCommand.class,
            CostCommand.class,
            LintTemplateCommand.class,
            BenchCommand.class,
            SimulateCommand.class,
            BenchChildCommand.class,
            TrainCommand.class,
        },
        footer = {
            "",
            "Commands use the system that is up on the data directory; where none is,",
            "they open the store there themselves.",
            "",
            "Exit codes: 0 it did what was asked, and a run that was followed completed;",
            "1 the run did not complete, a history does not match, or doctor found something;",
            "2 the command line is wrong; 3 Belay reports an error."
        })
final class TopCommand {
    static final class Version implements picocli.CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"belay " + Build.version()};
        }
    }
}
