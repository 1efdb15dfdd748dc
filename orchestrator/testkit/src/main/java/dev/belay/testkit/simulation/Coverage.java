package dev.belay.testkit.simulation;

import dev.belay.core.command.Command;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.TimerKey;
import dev.belay.testkit.audit.Situation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What simulations have reached: faults, events, and which messages met which state of their run.
/// Not thread-safe: one per worker, added up afterwards.
@SuppressWarnings("EnumOrdinal") // Within one process, and counted at every step.
public final class Coverage {
    private static final int TIMERS = TimerKey.Kind.values().length;
    private static final List<Class<?>> MESSAGES =
            Stream.concat(
                            Stream.of(ActivityTask.class),
                            Arrays.stream(RunMessage.class.getPermittedSubclasses())
                                    .filter(kind -> kind != RunMessage.TimerDue.class))
                    .toList();
    private static final List<Class<?>> EVENTS =
            Stream.concat(
                            leaves(HistoryEvent.class).filter(kind -> kind != CommandIssued.class),
                            leaves(Command.class))
                    .toList();

    private final long[] faults = new long[FaultKind.values().length];
    private final Map<Class<?>, long[]> events = new HashMap<>();
    private final long[] meetings =
            new long[(MESSAGES.size() + TIMERS) * Situation.values().length];

    private static Stream<Class<?>> leaves(Class<?> sealed) {
        Class<?>[] kinds = sealed.getPermittedSubclasses();
        return kinds == null
                ? Stream.of(sealed)
                : Arrays.stream(kinds).flatMap(Coverage::leaves).distinct();
    }

    void struck(FaultKind kind) {
        faults[kind.ordinal()]++;
    }

    void recorded(HistoryEvent event) {
        Class<?> kind =
                event instanceof CommandIssued(_, var command)
                        ? command.getClass()
                        : event.getClass();
        events.computeIfAbsent(kind, _ -> new long[1])[0]++;
    }

    void arrived(QueueMessage message, Situation found) {
        int kind =
                message instanceof RunMessage.TimerDue(_, var timer, _)
                        ? MESSAGES.size() + timer.kind().ordinal()
                        : MESSAGES.indexOf(message.getClass());
        meetings[kind * Situation.values().length + found.ordinal()]++;
    }

    void add(Coverage other) {
        for (int i = 0; i < faults.length; i++) {
            faults[i] += other.faults[i];
        }
        for (int i = 0; i < meetings.length; i++) {
            meetings[i] += other.meetings[i];
        }
        other.events.forEach(
                (kind, count) -> events.computeIfAbsent(kind, _ -> new long[1])[0] += count[0]);
    }

    /// How often each kind of fault struck.
    public Map<String, Long> faults() {
        var counts = new TreeMap<String, Long>();
        for (FaultKind kind : FaultKind.values()) {
            counts.put(kind.name(), faults[kind.ordinal()]);
        }
        return counts;
    }

    /// How often each kind of event and command was recorded.
    public Map<String, Long> events() {
        var counts = new TreeMap<String, Long>();
        for (Class<?> kind : EVENTS) {
            long[] count = events.get(kind);
            counts.put(kind.getSimpleName(), count == null ? 0 : count[0]);
        }
        return counts;
    }

    /// How often each kind of message met each state of its run.
    public Map<String, Long> meetings() {
        var counts = new TreeMap<String, Long>();
        Situation[] situations = Situation.values();
        for (int kind = 0; kind < MESSAGES.size() + TIMERS; kind++) {
            String name =
                    kind < MESSAGES.size()
                            ? MESSAGES.get(kind).getSimpleName()
                            : "TimerDue " + TimerKey.Kind.values()[kind - MESSAGES.size()];
            for (Situation situation : situations) {
                counts.put(
                        name + " / " + situation,
                        meetings[kind * situations.length + situation.ordinal()]);
            }
        }
        return counts;
    }

    /// What was never reached.
    public List<String> unreached() {
        var unreached = new ArrayList<String>();
        Stream.of(faults(), events(), meetings())
                .forEach(counts ->
                        counts.forEach((name, count) -> {
                            if (count == 0) {
                                unreached.add(name);
                            }
                        }));
        return unreached;
    }
}
