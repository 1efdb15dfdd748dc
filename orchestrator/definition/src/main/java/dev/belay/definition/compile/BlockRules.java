package dev.belay.definition.compile;

import dev.belay.definition.model.TaskKind;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import dev.belay.definition.text.SourceNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What must hold among the tasks of one list: names that can be told apart, and a way to each.
final class BlockRules {
    static final Set<String> DIRECTIVES = Set.of("continue", "exit", "end");

    private final Problems problems;
    private final FlowLimits limits;

    BlockRules(Problems problems, FlowLimits limits) {
        this.problems = problems;
        this.limits = limits;
    }

    void checkNames(List<TaskDraft> drafts) {
        Map<String, TaskDraft> seen = new HashMap<>();
        for (TaskDraft draft : drafts) {
            TaskDraft earlier = seen.putIfAbsent(draft.name(), draft);
            if (earlier != null) {
                problems.atKey(
                        draft.body(),
                        ProblemCode.DUPLICATE_TASK,
                        "another task of this list is named '%s', at %s"
                                .formatted(draft.name(), earlier.body().keyPosition()),
                        "give one of them another name");
            }
            if (DIRECTIVES.contains(draft.name())) {
                problems.atKey(
                        draft.body(),
                        ProblemCode.INVALID_NAME,
                        "'%s' is what a flow does next, not a task's name".formatted(draft.name()),
                        "give the task another name");
            } else if (draft.name().isBlank()
                    || draft.name().length() > limits.taskNameCharsMax()) {
                problems.atKey(
                        draft.body(),
                        ProblemCode.INVALID_NAME,
                        "this task's name has %d characters".formatted(draft.name().length()),
                        "write 1 to %d characters".formatted(limits.taskNameCharsMax()));
            }
        }
    }

    /// Follows every way from the first task and reports what none leads to; where one leads to no
    /// task at all, that is the mistake.
    void checkReachable(List<TaskDraft> drafts) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            places.putIfAbsent(drafts.get(i).name(), i);
        }
        var reached = new HashSet<Integer>();
        var open = new ArrayDeque<Integer>();
        if (!drafts.isEmpty()) {
            open.add(0);
        }
        while (!open.isEmpty()) {
            int at = open.poll();
            if (at < drafts.size() && reached.add(at)) {
                for (String way : ways(drafts.get(at).body())) {
                    if (way.equals("continue")) {
                        open.add(at + 1);
                    } else if (places.containsKey(way)) {
                        open.add(places.get(way));
                    } else if (!DIRECTIVES.contains(way)) {
                        return;
                    }
                }
            }
        }
        for (int i = 0; i < drafts.size(); i++) {
            if (!reached.contains(i)) {
                problems.atKey(
                        drafts.get(i).body(),
                        ProblemCode.UNREACHABLE_TASK,
                        "no way leads to task '%s'".formatted(drafts.get(i).name()),
                        "name it in a 'then', or remove it");
                return;
            }
        }
    }

    private static List<String> ways(SourceNode body) {
        var ways = new ArrayList<String>();
        String then = body.text("then").orElse("continue");
        boolean decided = false;
        if (TaskKind.of(body.value()).contains(TaskKind.SWITCH)) {
            for (SourceNode item : body.get("switch").orElseThrow().items()) {
                for (SourceNode one : item.fields()) {
                    ways.add(one.text("then").orElse("continue"));
                    decided |= one.get("when").isEmpty();
                }
            }
        }
        if (!decided && body.get("raise").isEmpty()) {
            ways.add(then);
        }
        if (body.get("if").isPresent()) {
            ways.add(then);
            ways.add("continue");
        }
        return ways;
    }

    /// Where else a name is a task's, for the author who wanted to go there.
    static Optional<SourceNode> elsewhere(SourceNode list, String name) {
        var open = new ArrayDeque<SourceNode>();
        open.add(list.source().root());
        while (!open.isEmpty()) {
            SourceNode node = open.poll();
            if (node.isObject()
                    && node.key().equals(name)
                    && !TaskKind.of(node.value()).isEmpty()) {
                return Optional.of(node);
            }
            open.addAll(node.fields());
            open.addAll(node.items());
        }
        return Optional.empty();
    }
}
