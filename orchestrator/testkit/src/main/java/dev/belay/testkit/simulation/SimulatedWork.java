package dev.belay.testkit.simulation;

import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityAttempt;
import dev.belay.functions.support.ActivityRegistry;
import dev.belay.testkit.audit.Effect;
import dev.belay.testkit.reference.ReferenceActivities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The activities, and the world that they change: it keeps every effect.
final class SimulatedWork {
    /// The activities whose effects are noted.
    static final Set<String> NOTED =
            Set.of(
                    ReferenceActivities.DO.name(),
                    ReferenceActivities.UNDO.name(),
                    ReferenceActivities.PAY.name());

    private final List<Effect> effects = new ArrayList<>();

    /// What was undone, per run, each thing once.
    private final Map<String, List<String>> undone = new LinkedHashMap<>();

    ActivityRegistry activities(Host host) {
        Activity<String, String> perform = (input, attempt) -> perform(host, input, attempt);
        return ActivityRegistry.builder()
                .add(ReferenceActivities.DO, perform)
                .add(ReferenceActivities.PAY, perform)
                .add(ReferenceActivities.UNDO, (input, attempt) -> undo(host, input, attempt))
                .build();
    }

    private String perform(Host host, String input, ActivityAttempt attempt) {
        host.pause("perform");
        note(host, input, attempt);
        String result = ReferenceActivities.perform(input, attempt);
        host.pause("performed");
        return result;
    }

    private String undo(Host host, String input, ActivityAttempt attempt) {
        note(host, input, attempt);
        var all = undone.computeIfAbsent(attempt.run().runId().value(), _ -> new ArrayList<>());
        if (!all.contains(input)) {
            all.add(input);
        }
        return "undone " + input;
    }

    private void note(Host host, String input, ActivityAttempt attempt) {
        effects.add(
                new Effect(
                        attempt.run(),
                        attempt.activity() + " " + input,
                        attempt.number(),
                        attempt.idempotencyKey(),
                        // On the clock of the fastest host: histories may be that far ahead.
                        host.clock().instant().plus(CLOCK_ERROR_MAX)));
    }

    /// How far the clocks of two hosts may differ.
    static final Duration CLOCK_ERROR_MAX = Duration.ofSeconds(4);

    List<Effect> effects() {
        return effects;
    }

    List<String> undone(String run) {
        return undone.getOrDefault(run, List.of());
    }
}
