package dev.belay.local.host;

import dev.belay.core.engine.EngineOptions;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Lane;
import dev.belay.webhook.SecretStore;
import dev.belay.webhook.store.InMemorySecrets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

/// How a single process runs.
///
/// @param lanes what callers may start runs in; what is in the queues of others is served all the
///   same, with the bounds of `system`
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

    /// Adds lanes, or replaces those of the same name.
    public HostOptions andLanes(List<LaneOptions> added) {
        var byLane = new LinkedHashMap<Lane, LaneOptions>();
        lanes.forEach(each -> byLane.put(each.lane(), each));
        added.forEach(each -> byLane.put(each.lane(), each));
        return withLanes(List.copyOf(byLane.values()));
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

    /// @throws BelayException `INVALID_REQUEST` where nobody configured the lane
    void requireKnown(Lane lane) {
        if (lanes.stream().noneMatch(options -> options.lane().equals(lane))) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "there is no lane '%s' here, only %s; name one of these, or configure it: belay up --lane %s"
                            .formatted(
                                    lane,
                                    lanes.stream()
                                            .map(each -> each.lane().name())
                                            .sorted()
                                            .toList(),
                                    lane));
        }
    }

    LaneOptions lane(Lane lane) {
        return lanes.stream()
                .filter(options -> options.lane().equals(lane))
                .findFirst()
                .orElseGet(() -> LaneOptions.steady(lane));
    }
}
