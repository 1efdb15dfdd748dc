package dev.belay.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.local.backend.Backend;
import dev.belay.local.backend.EmbeddedBackend;
import java.nio.file.Path;
import java.time.Duration;

/// What all campaigns have in common: how long one waits, and how it is judged.
final class Judgement {
    static final Duration STARTUP = Duration.ofMinutes(1);
    static final Duration DRAIN = Duration.ofMinutes(2);
    static final Duration STOP = Duration.ofSeconds(30);

    private Judgement() {}

    static void judge(Campaign campaign, String what, Path store, Notes notes) {
        try (Backend backend = EmbeddedBackend.open(store)) {
            judge(campaign, what, backend, notes);
        }
    }

    /// @param what was done to the hosts
    static void judge(Campaign campaign, String what, Backend backend, Notes notes) {
        var verdict = Verdict.of(Evidence.of(backend, notes.promises().runs()), notes);
        campaign.tell("%s; %s".formatted(what, verdict.summary()));
        assertThat(verdict.complaints()).as(campaign.toString()).isEmpty();
        assertThat(verdict.runs()).isPositive();
    }
}
