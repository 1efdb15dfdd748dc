package dev.belay.core.engine;

import dev.belay.core.command.Command;
import dev.belay.core.machine.RunState;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.port.RunHead;
import java.time.Instant;

/// What lists show of a run, made from its state.
public final class Heads {
    private Heads() {}

    /// What lists show until the run begins.
    public static RunHead scheduled(RunKey run, StartRequest request, Instant now) {
        return new RunHead(
                run,
                request.workflowId(),
                request.workflow(),
                request.version(),
                request.lane(),
                RunStatus.SCHEDULED,
                now,
                null,
                0,
                null,
                request.attributes(),
                request.memo(),
                request.tags(),
                request.parent() == null ? null : request.parent().run(),
                null);
    }

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
