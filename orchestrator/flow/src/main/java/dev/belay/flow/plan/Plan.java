package dev.belay.flow.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A compiled flow.
///
/// @param format how this record is written; [#FORMAT]
/// @param version the semantic version that the definition states
/// @param lane the lane that its runs take, unless a start names one
/// @param main the block that the flow begins with
/// @param secrets the names that it may refer to
/// @param definition the definition as JSON, for `$workflow.definition` and `$task.definition`
/// @param on the listening that gathers what one run begins with, where `schedule.on` wants more
///   than one event for it; its id is the number of tasks
/// @param concurrency how many of its runs may be at work at once; null sets no limit
public record Plan(
        int format,
        String namespace,
        String name,
        String version,
        @Nullable String title,
        @Nullable String lane,
        Transform input,
        Transform output,
        @Nullable Span timeout,
        Set<String> secrets,
        List<Integer> main,
        List<Task> tasks,
        JsonNode definition,
        @Nullable Task on,
        @Nullable Concurrency concurrency) {
    public static final int FORMAT = 1;

    public Plan {
        secrets = Set.copyOf(secrets);
        main = List.copyOf(main);
        tasks = List.copyOf(tasks);
        for (int i = 0; i < tasks.size(); i++) {
            if (tasks.get(i).id() != i) {
                throw new IllegalArgumentException(
                        "task %s has id %d, expected its place %d"
                                .formatted(tasks.get(i).pointer(), tasks.get(i).id(), i));
            }
        }
        if (on != null && (on.id() != tasks.size() || !(on.step() instanceof Step.Listen))) {
            throw new IllegalArgumentException(
                    "%s gathers no events as task %d".formatted(on.pointer(), tasks.size()));
        }
    }

    /// The engine's name of the flow: `namespace.name`.
    public String workflow() {
        return namespace + "." + name;
    }

    public Task task(int id) {
        return on != null && id == tasks.size() ? on : tasks.get(id);
    }
}
