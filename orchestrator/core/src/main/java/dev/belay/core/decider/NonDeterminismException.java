package dev.belay.core.decider;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;

/// A replay decided something else than the history records.
public final class NonDeterminismException extends BelayException {
    private static final long serialVersionUID = 1L;

    public NonDeterminismException(String run, int commandId, String recorded, String attempted) {
        super(
                ErrorCode.NON_DETERMINISM,
                """
                Workflow code no longer matches its history.
                  run        %s
                  at command %d
                  recorded   %s
                  attempted  %s
                  why        the code changed after this run began, or it read a clock, random or map order outside its context
                  fix        guard the change with context.version(...), or run the old code until this run closes\
                """
                        .formatted(run, commandId, recorded, attempted));
    }
}
