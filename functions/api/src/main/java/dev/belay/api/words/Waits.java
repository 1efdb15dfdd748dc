package dev.belay.api.words;

import dev.belay.core.command.Command;
import dev.belay.core.decider.CommandText;
import dev.belay.core.machine.Pending;
import dev.belay.core.machine.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an open run waits for, in words, and whether that should have come by now.
public final class Waits {
    /// How late a timer may be before it looks lost.
    public static final Duration PATIENCE = Duration.ofMinutes(1);

    /// How late an attempt, or the first advance, may be: a queue and a cold function take a while.
    public static final Duration WORK_PATIENCE = Duration.ofMinutes(5);

    private Waits() {}

    /// @param kind activity, timer, child, delivery, start, timeout or message
    /// @param name of the activity, the timer or the workflow; null where it has none
    /// @param attempt of an activity: the one in flight, or the next
    /// @param until when it ends at the latest; null where nobody can tell
    /// @param overdueSince when it should have come; null while it need not
    /// @param run of a child
    public record Wait(
            String kind,
            String text,
            @Nullable String name,
            @Nullable Integer attempt,
            @Nullable Instant until,
            @Nullable Instant overdueSince,
            @Nullable String run) {}

    public static List<Wait> of(RunState state, Instant now) {
        if (state.status().isClosed()) {
            return List.of();
        }
        var waits = new ArrayList<Wait>();
        Instant startAt = state.request().startAt();
        if (state.beganIn() == 0 && startAt != null) {
            waits.add(wait("start", "its start at %s".formatted(startAt), null, startAt, now));
        }
        for (Pending pending : state.pending()) {
            waits.add(of(pending, now));
        }
        if (waits.isEmpty() && state.blocked() == null) {
            waits.add(plain("message", "a signal, an update or a cancel request", null));
        }
        Duration timeout = state.request().timeout();
        if (timeout != null) {
            Wait end = wait("timeout", "its timeout", null, state.startedAt().plus(timeout), now);
            if (end.overdueSince() != null) {
                waits.add(end);
            }
        }
        return waits;
    }

    private static Wait of(Pending pending, Instant now) {
        return switch (pending) {
            case Pending.Activity activity -> activity(activity, now);
            case Pending.Timer(_, Command.StartTimer(var fireAt, var label), _) ->
                    wait(
                            "timer",
                            "timer%s at %s (%s)"
                                    .formatted(
                                            label.isBlank() ? "" : " " + label,
                                            fireAt,
                                            relative(fireAt, now)),
                            label.isBlank() ? null : label,
                            fireAt,
                            now);
            case Pending.Child child ->
                    new Wait(
                            "child",
                            "child %s %s%s"
                                    .formatted(
                                            child.command().request().workflow(),
                                            child.command().child(),
                                            child.started() ? "" : ", which has not begun"),
                            child.command().request().workflow(),
                            null,
                            null,
                            null,
                            child.command().child().value());
            case Pending.Delivery delivery ->
                    plain("delivery", CommandText.of(delivery.command()) + " to arrive", null);
        };
    }

    private static Wait activity(Pending.Activity activity, Instant now) {
        Instant notBefore = activity.notBefore();
        Instant from = notBefore == null ? activity.scheduledAt() : notBefore;
        Instant due = from.plus(activity.command().options().startToClose());
        String when =
                from.isAfter(now)
                        ? "begins " + relative(from, now)
                        : "asked for " + relative(from, now);
        return new Wait(
                "activity",
                "activity %s, attempt %d, %s"
                        .formatted(activity.command().activity(), activity.attempt(), when),
                activity.command().activity(),
                activity.attempt(),
                due,
                due.plus(WORK_PATIENCE).isBefore(now) ? due : null,
                null);
    }

    private static Wait wait(
            String kind, String text, @Nullable String name, Instant due, Instant now) {
        return new Wait(
                kind, text, name, null, due, due.plus(PATIENCE).isBefore(now) ? due : null, null);
    }

    private static Wait plain(String kind, String text, @Nullable String name) {
        return new Wait(kind, text, name, null, null, null, null);
    }

    private static String relative(Instant time, Instant now) {
        return time.isAfter(now)
                ? "in " + Durations.text(Duration.between(now, time))
                : Durations.text(Duration.between(time, now)) + " ago";
    }
}
