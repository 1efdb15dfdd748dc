package dev.belay.testkit.reference;

import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.TestRun;
import java.time.Duration;

/// What somebody outside does to a run.
///
/// @param after how long after the start
/// @param content of the signal, or the reason
public record Stimulus(Duration after, Kind kind, String content) {
    /// What is done.
    public enum Kind {
        /// Sends [ReferenceWorkflows#GO].
        SIGNAL,
        CANCEL,
        TERMINATE
    }

    public static Stimulus signal(String content) {
        return new Stimulus(Duration.ZERO, Kind.SIGNAL, content);
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
            case CANCEL -> belay.client().cancel(run.key(), content);
            case TERMINATE -> belay.client().terminate(run.key(), content);
        }
    }
}
