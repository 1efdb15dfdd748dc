package dev.belay.flow.decider;

import dev.belay.core.command.Command;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Gives up what frames wait for, and the frames inside them.
final class Cancels {
    private final FlowState state;
    private final CommandList commands;

    Cancels(FlowState state, CommandList commands) {
        this.state = state;
        this.commands = commands;
    }

    /// Gives up everything inside a frame, and what the frame itself waits for; it stays, and so
    /// does the limit of its time.
    void within(Frame frame, String reason) {
        var ids = new HashSet<Integer>();
        ids.add(frame.id);
        for (Frame other : state.frames.values()) {
            // An owner is always entered before what it owns.
            if (ids.contains(other.owner)) {
                ids.add(other.id);
            }
        }
        waits(ids, frame.timeout, reason);
        ids.remove(frame.id);
        state.frames.keySet().removeAll(ids);
    }

    void everything(String reason) {
        for (int id : List.copyOf(state.waits.keySet())) {
            one(id, reason);
        }
        state.frames.clear();
    }

    private void waits(Set<Integer> frames, int except, String reason) {
        var open = new ArrayList<Integer>();
        state.waits.forEach((id, wait) -> {
            if (id != except && frames.contains(wait.frame())) {
                open.add(id);
            }
        });
        open.forEach(id -> one(id, reason));
    }

    /// Gives up one command, if it is still open.
    void one(int id, String reason) {
        Wait wait = state.waits.remove(id);
        if (wait == null) {
            return;
        }
        switch (wait.what()) {
            case CALL ->
                    commands.issue(
                            Command.CancelActivity.class,
                            "#" + id,
                            _ -> new Command.CancelActivity(id));
            case CHILD ->
                    commands.issue(
                            Command.CancelChild.class,
                            "#" + id,
                            _ -> new Command.CancelChild(id, reason));
            case TIMER, TIMEOUT, ATTEMPT ->
                    commands.issue(
                            Command.CancelTimer.class, "#" + id, _ -> new Command.CancelTimer(id));
        }
    }
}
