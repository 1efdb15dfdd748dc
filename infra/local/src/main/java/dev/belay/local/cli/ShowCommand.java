package dev.belay.local.cli;

import dev.belay.api.runs.RunEnd;
import dev.belay.api.runs.RunView;
import dev.belay.api.words.Waits;
import dev.belay.core.machine.RunState;
import dev.belay.core.model.RunStatus;
import dev.belay.local.access.Histories;
import dev.belay.local.access.Json;
import dev.belay.local.access.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "show", description = "Show a run: where it stands and what it waits for.")
final class ShowCommand extends BelayCommand {
    @Mixin RunArgument argument = new RunArgument();

    @Override
    public Integer call() throws InterruptedException {
        try (Runs runs = session().look()) {
            RunView view = runs.describe(argument.run);
            RunState state = Histories.read(runs, view.runId()).state();
            List<String> waits =
                    state.exists()
                            ? Waits.of(state, Instant.now()).stream().map(Waits.Wait::text).toList()
                            : List.of();
            boolean ended = view.status().isClosed() && view.status() != RunStatus.CONTINUED_AS_NEW;
            RunEnd end = ended ? runs.result(view.runId(), Duration.ofSeconds(5)) : null;
            if (options.json) {
                json(view, waits, end);
            } else {
                words(view, waits, end);
            }
            return Exit.OK;
        }
    }

    private void json(RunView view, List<String> waits, @Nullable RunEnd end) {
        var document = new LinkedHashMap<String, Object>();
        document.put("run", view);
        document.put("waitsFor", waits);
        if (end != null) {
            document.put("end", end);
        }
        printJson(document);
    }

    private void words(RunView view, List<String> waits, @Nullable RunEnd end) {
        print("run          %s".formatted(view.runId()));
        print("workflow     %s version %d".formatted(view.workflow(), view.version()));
        print("workflow id  %s".formatted(view.workflowId()));
        print("lane         %s".formatted(view.lane()));
        print("status       %s".formatted(view.status()));
        print("started      %s".formatted(view.startedAt()));
        optional("closed", view.closedAt());
        optional("reason", view.reason());
        optional("parent", view.parent());
        optional("next", view.next());
        optional("attributes", view.attributes().isEmpty() ? null : view.attributes());
        optional("tags", view.tags().isEmpty() ? null : view.tags());
        for (String wait : waits) {
            print("waits for    %s".formatted(wait));
        }
        if (end != null && end.result() != null) {
            print("result       %s".formatted(Json.write(end.result())));
        }
    }

    private void optional(String name, @Nullable Object value) {
        if (value != null) {
            print("%-12s %s".formatted(name, value));
        }
    }
}
