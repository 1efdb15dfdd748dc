package dev.belay.testkit.reference;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.TestRun;
import java.time.Duration;

/// What somebody outside does to a run.
///
/// @param after how long after the start
/// @param content of the signal, or the reason
public record Stimulus(Duration after, Kind kind, String content) {
    private static final int ASKED_MAX = 1_000;

    /// What is done.
    public enum Kind {
        /// Sends [ReferenceWorkflows#GO].
        SIGNAL,
        /// Sends [ReferenceWorkflows#ADD] and waits for the answer.
        UPDATE,
        CANCEL,
        TERMINATE
    }

    public static Stimulus signal(String content) {
        return new Stimulus(Duration.ZERO, Kind.SIGNAL, content);
    }

    public static Stimulus update(String argument) {
        return new Stimulus(Duration.ZERO, Kind.UPDATE, argument);
    }

    public static Stimulus cancel(Duration after) {
        return new Stimulus(after, Kind.CANCEL, "asked to");
    }

    public static Stimulus terminate(Duration after) {
        return new Stimulus(after, Kind.TERMINATE, "asked to");
    }

    /// Does it, after letting its time pass.
    public void apply(TestEnvironment belay, TestRun<String> run) {
        if (!after.isZero()) {
            belay.skipTime(after);
        }
        switch (kind) {
            case SIGNAL -> run.signal(ReferenceWorkflows.GO, content);
            case UPDATE -> update(belay, run);
            case CANCEL -> belay.client().cancel(run.key(), content);
            case TERMINATE -> belay.client().terminate(run.key(), content);
        }
    }

    /// Asks again under the same id until there is an answer.
    private void update(TestEnvironment belay, TestRun<String> run) {
        var argument = belay.payloads().write(run.key().workspace(), "the argument", content);
        for (int i = 0; i < ASKED_MAX; i++) {
            try {
                belay.client()
                        .update(
                                run.key(),
                                ReferenceWorkflows.ADD.name(),
                                argument,
                                "update-" + content,
                                Duration.ZERO);
                return;
            } catch (BelayException failed) {
                if (failed.code() == ErrorCode.UPDATE_REJECTED) {
                    return;
                }
                if (failed.code() != ErrorCode.INVALID_REQUEST) {
                    throw failed;
                }
                belay.skipTime(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        throw new IllegalStateException("no answer to update " + content);
    }
}
