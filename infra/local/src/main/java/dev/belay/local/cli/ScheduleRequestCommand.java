package dev.belay.local.cli;

import dev.belay.api.runs.MessageBody;
import dev.belay.core.workflow.UpdateType;
import dev.belay.local.access.Json;
import dev.belay.local.access.Runs;
import dev.belay.local.host.Faults;
import dev.belay.schedule.ScheduleRequests.Answer;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Asks a schedule something, and prints what it answers.
abstract class ScheduleRequestCommand extends BelayCommand {
    @Mixin ScheduleArgument argument = new ScheduleArgument();

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            defaultValue = "PT10S",
            description = "How long to wait for the answer. Default: ${DEFAULT-VALUE}")
    Duration wait = Duration.ofSeconds(10);

    final <A> Integer ask(UpdateType<A, Answer> type, A request) throws InterruptedException {
        var body =
                new MessageBody(
                        type.name(), Json.readTree("the request", Json.write(request)), null, wait);
        try (Runs runs = session().work(Faults.NONE)) {
            Answer answer =
                    Json.read(
                            "the answer",
                            runs.update(argument.workflowId(), body).answer().toString(),
                            Answer.class);
            if (options.json) {
                printJson(answer);
            } else {
                String run = answer.workflowId() == null ? "" : " " + answer.workflowId();
                print("schedule %s: %s%s".formatted(argument.id, answer.text(), run));
            }
            return Exit.OK;
        }
    }
}
