package dev.belay.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.local.backend.Backend;
import dev.belay.local.backend.EmbeddedBackend;
import java.nio.file.Path;
import java.time.Duration;

/// What all campaigns have in common: how long one waits, and how it is judged.
final class Judgement {
    static final Duration STARTUP = Duration.ofMinutes(2);
    static final Duration DRAIN = Duration.ofMinutes(5);
    static final Duration STOP = Duration.ofSeconds(30);

    private Judgement() {}

    static void judge(Campaign campaign, String what, Path store, Notes notes) {
        try (Backend backend = EmbeddedBackend.open(store)) {
            judge(campaign, what, backend, notes);
        }
    }

    /// Does something to hosts, and judges what they leave even where that went wrong.
    static void afterwards(Campaign campaign, Work work, Runnable judgement) throws Exception {
        try {
            work.run();
        } catch (Exception | AssertionError failed) {
            try {
                judgement.run();
            } catch (AssertionError alsoWrong) {
                failed.addSuppressed(alsoWrong);
            }
            campaign.tell("failed: " + failed.getMessage());
            throw failed;
        }
        judgement.run();
    }

    /// Takes time.
    interface Work {
        void run() throws Exception;
    }

    /// @param what was done to the hosts
    static void judge(Campaign campaign, String what, Backend backend, Notes notes) {
        var verdict = Verdict.of(Evidence.of(backend, notes.promises().runs()), notes);
        campaign.tell("%s; %s".formatted(what, verdict.summary()));
        assertThat(verdict.complaints()).as(campaign.toString()).isEmpty();
        assertThat(verdict.runs()).isPositive();
    }
}
