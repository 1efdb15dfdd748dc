package dev.belay.lambda;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// What the stack tells its functions, as `BELAY_TABLE` and so on.
@ConfigMapping(prefix = "belay")
public interface BelaySettings {
    String table();

    String queuePrefix();

    /// Where large payloads and pages go; without one, into the table.
    Optional<String> bucket();

    /// Names the code at hand: another build tries again what this one could not continue.
    @WithDefault("unnamed")
    String build();

    /// The lane that the function serves.
    @WithDefault("system")
    String lane();

    /// The function's own timeout. Funqy does not hand on the context that says what is left.
    @WithDefault("60s")
    Duration functionTimeout();

    /// Runs kept in memory between invocations.
    @WithDefault("2000")
    int warmRuns();

    @WithDefault("30d")
    Duration retention();

    @WithDefault("false")
    boolean fairQueues();
}
