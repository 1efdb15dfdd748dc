package dev.belay.core.engine;

import dev.belay.core.command.Command;
import dev.belay.core.machine.RunState;
import dev.belay.core.message.StartRequest;
import dev.belay.core.port.RunHead;

/// What lists show of a run, made from its state.
public final class Heads {
    private Heads() {}

    public static RunHead of(RunState state) {
        StartRequest request = state.request();
        return new RunHead(
                state.run(),
                request.workflowId(),
                request.workflow(),
                request.version(),
                request.lane(),
                state.status(),
                state.startedAt(),
                state.closedAt(),
                state.lastBatch(),
                state.reason(),
                state.attributes(),
                state.memo(),
                state.tags(),
                request.parent() == null ? null : request.parent().run(),
                state.closing() instanceof Command.ContinueAsNew next ? next.next() : null);
    }
}
