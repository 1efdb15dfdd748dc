package dev.belay.memory;

import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.AttemptStore;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Start markers, heartbeats and cancel requests in maps.
public final class InMemoryAttemptStore implements AttemptStore {
    private final Set<Attempt> begun = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<ActivityKey, Payload> heartbeats = new ConcurrentHashMap<>();
    private final Set<ActivityKey> cancelled = ConcurrentHashMap.newKeySet();

    @Override
    public boolean begin(RunKey run, int activityId, int attempt) {
        return begun.add(new Attempt(new ActivityKey(run, activityId), attempt));
    }

    @Override
    public boolean heartbeat(RunKey run, int activityId, int attempt, Payload details) {
        var activity = new ActivityKey(run, activityId);
        heartbeats.put(activity, details);
        return cancelled.contains(activity);
    }

    @Override
    public Optional<Payload> lastHeartbeat(RunKey run, int activityId) {
        return Optional.ofNullable(heartbeats.get(new ActivityKey(run, activityId)));
    }

    @Override
    public void requestCancel(RunKey run, int activityId) {
        cancelled.add(new ActivityKey(run, activityId));
    }

    private record ActivityKey(RunKey run, int activityId) {}

    private record Attempt(ActivityKey activity, int number) {}
}
