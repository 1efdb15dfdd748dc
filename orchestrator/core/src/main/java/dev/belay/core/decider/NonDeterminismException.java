package dev.belay.core.decider;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;

/// A replay decided something else than the history records.
public final class NonDeterminismException extends BelayException {
    private static final long serialVersionUID = 1L;

    /// What usually leads here.
    public static final String WHY =
            "the code changed after this run began, or it read a clock, random or map order outside its context";

    /// What to do then.
    public static final String FIX =
            "guard the change with context.version(...), or run the old code until this run closes";

    private final int commandId;
    private final String recorded;
    private final String attempted;

    public NonDeterminismException(String run, int commandId, String recorded, String attempted) {
        super(
                ErrorCode.NON_DETERMINISM,
                """
                Workflow code no longer matches its history.
                  run        %s
                  at command %d
                  recorded   %s
                  attempted  %s
                  why        %s
                  fix        %s\
                """
                        .formatted(run, commandId, recorded, attempted, WHY, FIX));
        this.commandId = commandId;
        this.recorded = recorded;
        this.attempted = attempted;
    }

    /// The number of the first command that differs.
    public int commandId() {
        return commandId;
    }

    /// What the history holds there, in words.
    public String recorded() {
        return recorded;
    }

    /// What the code asked for there, in words.
    public String attempted() {
        return attempted;
    }
}
