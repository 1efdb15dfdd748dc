package dev.belay.local.flow;

import dev.belay.core.error.BelayException;
import dev.belay.core.model.Workspace;
import dev.belay.definition.compile.FlowInfo;
import dev.belay.definition.compile.FlowSchedule;
import dev.belay.definition.compile.FlowStarts;
import dev.belay.definition.compile.FlowTrigger;
import dev.belay.definition.compile.StartCheck;
import dev.belay.flow.plan.Listening.Strategy;
import dev.belay.schedule.Timetables;
import dev.belay.webhook.Trigger;
import dev.belay.webhook.TriggerRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of a definition's schedule and metadata this host can do.
public final class HostStarts implements StartCheck {
    private static final Set<String> TYPES = Set.of("webhook", Trigger.EVENT);

    private final TriggerRules rules;

    public HostStarts(TriggerRules rules) {
        this.rules = rules;
    }

    @Override
    public List<Objection> objections(FlowStarts starts) {
        var objections = new ArrayList<Objection>();
        FlowInfo info = starts.info();
        if (info.creditLimit() != null) {
            objections.add(
                    Objection.setting(
                            "creditLimit",
                            "nothing here counts what a run spends",
                            "leave it out, and bound the run with 'timeout'"));
        }
        idempotencyKey(starts, objections);
        for (FlowTrigger trigger : info.triggers()) {
            trigger(info, trigger, objections);
        }
        @Nullable FlowSchedule schedule = starts.schedule();
        if (schedule != null && schedule.on() != null) {
            events(starts, schedule.on(), objections);
        }
        timetable(starts, objections);
        return objections;
    }

    private static void idempotencyKey(FlowStarts starts, List<Objection> objections) {
        FlowSchedule schedule = starts.schedule();
        boolean triggered =
                !starts.info().triggers().isEmpty() || schedule != null && schedule.on() != null;
        if (starts.info().idempotencyKey() != null && !triggered) {
            objections.add(
                    Objection.setting(
                            "idempotencyKey",
                            "it is about runs that a trigger or an event starts, and this flow has neither",
                            "leave it out; whoever starts a run chooses its workflow id"));
        }
    }

    private void trigger(FlowInfo info, FlowTrigger trigger, List<Objection> objections) {
        var path = List.of("document", "metadata", "triggers", trigger.name());
        if (!TYPES.contains(trigger.type())) {
            objections.add(
                    new Objection(
                            path,
                            "a trigger of type '%s' is not known here".formatted(trigger.type()),
                            "write 'webhook' or 'event'"));
            return;
        }
        if (trigger.name().equals(FlowTriggers.ON)) {
            objections.add(
                    new Objection(
                            path,
                            "the name '%s' is that of schedule.on".formatted(FlowTriggers.ON),
                            "choose another"));
            return;
        }
        try {
            rules.check(FlowTriggers.of(Workspace.DEFAULT, info, trigger));
        } catch (BelayException e) {
            objections.add(
                    new Objection(
                            path,
                            String.valueOf(e.getMessage()),
                            "write it as 'belay trigger' takes it, with 'name' and 'type' in addition"));
        }
    }

    private static void events(FlowStarts starts, Strategy on, List<Objection> objections) {
        if (on.filters().stream().anyMatch(filter -> filter.with().isEmpty())
                || on.filters().isEmpty()) {
            objections.add(
                    new Objection(
                            List.of("schedule", "on"),
                            "every event would start a run, those of its own runs too",
                            "say which, for example 'with: { type: shop.ordered }'"));
        }
        if (starts.schedule() != null
                && starts.schedule().gathers()
                && starts.info().idempotencyKey() != null) {
            objections.add(
                    Objection.setting(
                            "idempotencyKey",
                            "a run that several events start has the id of its set",
                            "leave it out: no event is taken twice"));
        }
    }

    private static void timetable(FlowStarts starts, List<Objection> objections) {
        try {
            FlowSchedules.of(starts).ifPresent(Timetables::check);
            Timetables.checkId(
                    FlowSchedules.id(starts.info().namespace() + "." + starts.info().name()));
        } catch (BelayException e) {
            objections.add(
                    new Objection(
                            List.of("schedule"),
                            String.valueOf(e.getMessage()),
                            "write a time that comes"));
        }
    }
}
