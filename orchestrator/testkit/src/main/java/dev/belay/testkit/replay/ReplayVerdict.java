package dev.belay.testkit.replay;

import dev.belay.core.decider.NonDeterminismException;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;

/// Whether the code at hand continues one run.
public sealed interface ReplayVerdict {
    /// Which history: its file, or its run.
    String subject();

    /// The code decides again what the history records.
    ///
    /// @param run `workspace/runId`
    record Fits(String subject, String run, int batches) implements ReplayVerdict {}

    /// The code decides something else: it would block the run.
    ///
    /// @param commandId the number of the first command that differs
    /// @param message all of it, as the run would show it
    record Mismatch(
            String subject, int commandId, String recorded, String attempted, String message)
            implements ReplayVerdict {
        /// What usually leads here.
        public String why() {
            return NonDeterminismException.WHY;
        }

        /// What to do.
        public String fix() {
            return NonDeterminismException.FIX;
        }
    }

    /// The code cannot even try, or stops on the way: an unknown workflow or version, an event of a
    /// newer build, a damaged file.
    record Refused(String subject, ErrorCode code, String message) implements ReplayVerdict {}

    static ReplayVerdict of(String subject, BelayException failed) {
        String message = String.valueOf(failed.getMessage());
        return failed instanceof NonDeterminismException other
                ? new Mismatch(
                        subject, other.commandId(), other.recorded(), other.attempted(), message)
                : new Refused(subject, failed.code(), message);
    }

    default boolean fits() {
        return this instanceof Fits;
    }

    /// The verdict in words.
    default String explain() {
        return switch (this) {
            case Fits(var subject, var run, int batches) ->
                    "%s fits: %d batches of run %s".formatted(subject, batches, run);
            case Mismatch mismatch -> mismatch.subject() + "\n" + mismatch.message();
            case Refused refused -> refused.subject() + "\n" + refused.message();
        };
    }

    /// @throws AssertionError when the code does not continue the run, with the reason
    default void assertFits() {
        if (!fits()) {
            throw new AssertionError(explain());
        }
    }
}
