package dev.belay.functions.lambda;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the stack tells its functions, as `BELAY_TABLE` and so on.
@ConfigMapping(prefix = "belay")
public interface FunctionSettings {
    String table();

    String queuePrefix();

    /// Where large payloads go; without one, into the table.
    Optional<String> bucket();

    /// The lane that the function serves.
    @WithDefault("system")
    String lane();

    /// The function's own timeout: attempts are given up before it, so that this can be reported.
    /// Funqy does not hand on the context that says what is left.
    @WithDefault("120s")
    Duration functionTimeout();

    /// Private networks that HTTP requests may go to besides public addresses, for example
    /// `10.1.0.0/16`: services of one's own.
    Optional<List<String>> httpNetworks();

    /// The ports that HTTP requests may go to; the usual ones of web services where it is missing.
    Optional<Set<Integer>> httpPorts();

    /// Begins the names of secrets in Systems Manager: `<prefix>/<workspace>/<name>`.
    @WithDefault("/belay")
    String secretPrefix();

    /// Whose events an event bus brings.
    @WithDefault("default")
    String eventWorkspace();

    @WithDefault("30d")
    Duration retention();

    @WithDefault("false")
    boolean fairQueues();
}
