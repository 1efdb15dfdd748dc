package dev.belay.testkit.engine;

import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.activity.ActivityException;
import dev.belay.core.activity.ActivityType;
import dev.belay.testkit.reference.ReferenceActivities;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Activities that remember what was done, once per idempotency key, and can be told to fail.
final class Work {
    static final ActivityType<String, String> DO = ReferenceActivities.DO;
    static final ActivityType<String, String> UNDO = ReferenceActivities.UNDO;

    /// Calls, in order, repetitions included.
    final List<String> calls = new ArrayList<>();

    /// Effects, by idempotency key: what a service that deduplicates would have kept.
    final Map<String, String> effects = new LinkedHashMap<>();

    final List<String> undone = new ArrayList<>();
    private final Map<String, Integer> failuresLeft = new HashMap<>();
    private final Set<String> broken = new LinkedHashSet<>();

    Activity<String, String> perform() {
        return this::perform;
    }

    String perform(String input, ActivityAttempt attempt) {
        calls.add(input);
        if (broken.contains(input)) {
            throw ActivityException.permanent("broken", input + " is broken");
        }
        if (failuresLeft.merge(input, -1, Integer::sum) >= 0) {
            throw ActivityException.transientFailure("flaky", input + " failed");
        }
        String result = ReferenceActivities.perform(input, attempt);
        effects.put(attempt.idempotencyKey(), input);
        return result;
    }

    String undo(String input, ActivityAttempt attempt) {
        undone.add(input);
        return "undone " + input;
    }

    Work failing(String input, int times) {
        failuresLeft.put(input, times);
        return this;
    }

    Work repaired(String input) {
        broken.remove(input);
        return this;
    }

    Work breaking(String input) {
        broken.add(input);
        return this;
    }
}
