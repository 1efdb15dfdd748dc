package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.flow.plan.Plan;
import java.util.Arrays;

/// Which task gave which command, for people who look at a run: histories hold commands, and
/// definitions hold tasks. Four bytes a command, and no part of what a run depends on: a decider
/// that goes on from a snapshot knows the commands after it.
final class Places {
    /// The query that asks for them.
    static final String NAME = "belay.commands";

    private static final int NOWHERE = -1;

    private int first;
    private int[] tasks = new int[0];
    private int size;

    /// Notes the commands that were given since the last time.
    void note(FlowState state) {
        if (size == 0) {
            first = state.waits.keySet().stream().mapToInt(id -> id).min().orElse(0);
            if (first == 0) {
                return;
            }
        }
        for (int id = first + size; id <= state.lastCommand; id++) {
            Wait wait = state.waits.get(id);
            Frame frame = wait == null ? null : state.frames.get(wait.frame());
            add(frame == null ? NOWHERE : frame.task);
        }
    }

    private void add(int task) {
        if (size == tasks.length) {
            tasks = Arrays.copyOf(tasks, Math.max(16, size * 2));
        }
        tasks[size++] = task;
    }

    /// The commands of each task, by where it is in the definition.
    ObjectNode answer(Plan plan) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < size; i++) {
            if (tasks[i] != NOWHERE) {
                ArrayNode ids = answer.withArrayProperty(plan.task(tasks[i]).pointer());
                ids.add(first + i);
            }
        }
        return answer;
    }
}
