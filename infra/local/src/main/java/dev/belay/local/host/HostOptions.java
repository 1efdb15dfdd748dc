package dev.belay.local.host;

import dev.belay.core.engine.EngineOptions;
import dev.belay.core.model.Lane;
import dev.belay.webhook.SecretStore;
import dev.belay.webhook.store.InMemorySecrets;
import java.time.Duration;
import java.util.List;

/// How a single process runs.
///
/// @param lanes further lanes appear when something is sent to them, with the bounds of `system`
/// @param redelivery what becomes of messages that cannot be handled
/// @param faults what goes wrong on purpose
/// @param secrets what deliveries are verified with
/// @param grace how long attempts that are under way may go on when the process stops
public record HostOptions(
        EngineOptions engine,
        List<LaneOptions> lanes,
        Redelivery redelivery,
        Faults faults,
        SecretStore secrets,
        Duration grace) {
    public HostOptions {
        lanes = List.copyOf(lanes);
    }

    /// The lanes `system` and `automation`, no faults, ten seconds to stop.
    public static HostOptions of(String build) {
        return new HostOptions(
                EngineOptions.of(build),
                List.of(LaneOptions.steady(Lane.SYSTEM), LaneOptions.elastic(Lane.AUTOMATION)),
                Redelivery.DEFAULT,
                Faults.NONE,
                new InMemorySecrets(),
                Duration.ofSeconds(10));
    }

    public HostOptions withEngine(EngineOptions chosen) {
        return new HostOptions(chosen, lanes, redelivery, faults, secrets, grace);
    }

    public HostOptions withLanes(List<LaneOptions> chosen) {
        return new HostOptions(engine, chosen, redelivery, faults, secrets, grace);
    }

    public HostOptions withRedelivery(Redelivery chosen) {
        return new HostOptions(engine, lanes, chosen, faults, secrets, grace);
    }

    public HostOptions withFaults(Faults chosen) {
        return new HostOptions(engine, lanes, redelivery, chosen, secrets, grace);
    }

    public HostOptions withSecrets(SecretStore chosen) {
        return new HostOptions(engine, lanes, redelivery, faults, chosen, grace);
    }

    public HostOptions withGrace(Duration chosen) {
        return new HostOptions(engine, lanes, redelivery, faults, secrets, chosen);
    }

    LaneOptions lane(Lane lane) {
        return lanes.stream()
                .filter(options -> options.lane().equals(lane))
                .findFirst()
                .orElseGet(() -> LaneOptions.steady(lane));
    }
}
