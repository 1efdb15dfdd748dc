package dev.belay.functions.support;

import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The activities that a worker can perform, by name.
public final class ActivityRegistry {
    private final Map<String, BoundActivity<?, ?>> activities;

    private ActivityRegistry(Map<String, BoundActivity<?, ?>> activities) {
        this.activities = Map.copyOf(activities);
    }

    public static Builder builder() {
        return new Builder();
    }

    /// A registry of one.
    public static <I, O> ActivityRegistry of(ActivityType<I, O> type, Activity<I, O> activity) {
        return builder().add(type, activity).build();
    }

    Optional<BoundActivity<?, ?>> find(String name) {
        return Optional.ofNullable(activities.get(name));
    }

    /// The names of all activities.
    public Set<String> names() {
        return activities.keySet();
    }

    /// Collects activities.
    public static final class Builder {
        private final Map<String, BoundActivity<?, ?>> activities = new TreeMap<>();

        private Builder() {}

        /// @throws BelayException `INVALID_OPTIONS` when the name is taken
        public <I, O> Builder add(ActivityType<I, O> type, Activity<I, O> activity) {
            if (activities.putIfAbsent(type.name(), new BoundActivity<>(type, activity)) != null) {
                throw new BelayException(
                        ErrorCode.INVALID_OPTIONS,
                        "activity '%s' is registered twice; give one of them another name"
                                .formatted(type.name()));
            }
            return this;
        }

        public ActivityRegistry build() {
            return new ActivityRegistry(activities);
        }
    }
}
