package dev.belay.local.cli;

import dev.belay.schedule.ScheduleRequests;
import dev.belay.schedule.ScheduleWorkflow;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "backfill",
        description = "Start runs for what was due in a time that has passed, one after the other.")
final class ScheduleBackfillCommand extends ScheduleRequestCommand {
    @Mixin OverlapOption overlap = new OverlapOption();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            description = "The first due time, for example 2026-01-01T00:00:00Z.")
    Instant from = Instant.EPOCH;

    @Option(names = "--to", paramLabel = "TIME", required = true, description = "The last one.")
    Instant to = Instant.EPOCH;

    @Override
    public Integer call() throws InterruptedException {
        return ask(
                ScheduleWorkflow.BACKFILL,
                new ScheduleRequests.Backfill(from, to, overlap.choice(this)));
    }
}
