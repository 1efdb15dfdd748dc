package dev.belay.functions.lambda;

import dev.belay.core.activity.ActivityType;
import dev.belay.functions.support.ActivityRegistry;
import jakarta.inject.Singleton;

/// An activity as a module adds it.
@Singleton
final class Greeting implements ActivitySource {
    static final ActivityType<String, String> GREET =
            ActivityType.of("greet", String.class, String.class);

    @Override
    public void addTo(ActivityRegistry.Builder activities) {
        activities.add(GREET, (name, _) -> "hello " + name);
    }
}
