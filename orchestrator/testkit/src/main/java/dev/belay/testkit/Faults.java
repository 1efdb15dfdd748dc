package dev.belay.testkit;

import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityException;
import dev.belay.core.activity.ActivityType;
import dev.belay.testkit.CrashAt.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What shall go wrong in a [TestEnvironment], told in advance. Each fault strikes once, where it
/// first can.
///
/// Effects are what engine and workers do to the world outside, one after the other: `append`,
/// `send`, `arm timer`, `save head`, `acknowledge` and so on. Between any two of them a host can
/// die.
public final class Faults {
    private final Map<String, Deque<ActivityFault>> activities = new HashMap<>();
    private final List<EffectFault> effects = new ArrayList<>();
    private int performed;
    private @Nullable String dying;

    /// @param thrown null where the host dies instead
    private record ActivityFault(@Nullable Exception thrown) {}

    private enum Way {
        KILL_BEFORE,
        KILL_AFTER,
        DROP,
        DUPLICATE
    }

    /// @param name null for any
    /// @param index negative for any
    private record EffectFault(@Nullable String name, int index, Way way) {
        boolean strikes(String effect, int at) {
            return (name == null || name.equals(effect)) && (index < 0 || index == at);
        }
    }

    Faults() {}

    /// The next attempts of the activity fail without being made, as a service that is down for a
    /// moment would let them fail.
    public Faults failNext(ActivityType<?, ?> type, int times) {
        for (int i = 0; i < times; i++) {
            var failure =
                    ActivityException.transientFailure(
                            "injected-fault", "%s was told to fail".formatted(type.name()));
            // Where it comes from is here, which helps nobody.
            failure.setStackTrace(new StackTraceElement[0]);
            failNext(type, failure);
        }
        return this;
    }

    /// The next attempt of the activity fails with this without being made.
    public Faults failNext(ActivityType<?, ?> type, Exception thrown) {
        return add(type, new ActivityFault(thrown));
    }

    /// The host dies in the next attempt of the activity, after the work is done and before anybody
    /// heard of it.
    public Faults loseNext(ActivityType<?, ?> type) {
        return add(type, new ActivityFault(null));
    }

    private Faults add(ActivityType<?, ?> type, ActivityFault fault) {
        activities.computeIfAbsent(type.name(), _ -> new ArrayDeque<>()).add(fault);
        return this;
    }

    /// The host dies just before the next effect of this name.
    public Faults killHostBefore(String effect) {
        return add(new EffectFault(effect, -1, Way.KILL_BEFORE));
    }

    /// The host dies just after the next effect of this name.
    public Faults killHostAfter(String effect) {
        return add(new EffectFault(effect, -1, Way.KILL_AFTER));
    }

    /// The host dies at an effect, whatever its name is.
    ///
    /// @param index of the effect, from 0; [#performed] counts them
    public Faults killHostAt(int index, Side side) {
        return add(
                new EffectFault(
                        null,
                        index,
                        switch (side) {
                            case BEFORE -> Way.KILL_BEFORE;
                            case AFTER -> Way.KILL_AFTER;
                        }));
    }

    /// The next message that the engine or a worker sends is lost. No queue of AWS does that; what
    /// waits for the message is woken by [TestEnvironment#sweepWatchdog].
    public Faults dropNextMessage() {
        return add(new EffectFault("send", -1, Way.DROP));
    }

    /// The next message that the engine or a worker sends arrives twice.
    public Faults duplicateNextMessage() {
        return add(new EffectFault("send", -1, Way.DUPLICATE));
    }

    /// The next messages that are done with come again, as after an acknowledgement that was lost.
    public Faults redeliverNext() {
        return add(new EffectFault("acknowledge", -1, Way.DROP));
    }

    private Faults add(EffectFault fault) {
        effects.add(fault);
        return this;
    }

    /// How many effects there were so far.
    public int performed() {
        return performed;
    }

    /// Whether every fault has struck. A test whose fault never did has tested nothing.
    public boolean allStruck() {
        return effects.isEmpty() && activities.values().stream().allMatch(Deque::isEmpty);
    }

    <I, O> Activity<I, O> around(ActivityType<I, O> type, Activity<I, O> code) {
        return (input, attempt) -> {
            var waiting = activities.get(type.name());
            ActivityFault fault = waiting == null ? null : waiting.poll();
            if (fault != null && fault.thrown() != null) {
                throw fault.thrown();
            }
            O result = code.perform(input, attempt);
            if (fault != null) {
                dying = "in an attempt of " + type.name();
            }
            return result;
        };
    }

    Effects around(Effects inner) {
        return new Effects() {
            @Override
            public void perform(String name, Runnable effect) {
                Faults.this.perform(name, effect, inner);
            }

            @Override
            public <T> T read(String name, Supplier<T> look) {
                return inner.read(name, look);
            }
        };
    }

    private void perform(String name, Runnable effect, Effects inner) {
        int index = performed++;
        if (dying != null) {
            String where = dying;
            dying = null;
            throw new Effects.HostDied(where);
        }
        String where = "effect %d, %s".formatted(index, name);
        switch (take(name, index)) {
            case null -> inner.perform(name, effect);
            case KILL_BEFORE -> throw new Effects.HostDied("before " + where);
            case KILL_AFTER -> {
                inner.perform(name, effect);
                throw new Effects.HostDied("after " + where);
            }
            case DROP -> {}
            case DUPLICATE -> {
                inner.perform(name, effect);
                inner.perform(name, effect);
            }
        }
    }

    private @Nullable Way take(String name, int index) {
        for (EffectFault fault : effects) {
            if (fault.strikes(name, index)) {
                effects.remove(fault);
                return fault.way();
            }
        }
        return null;
    }
}
