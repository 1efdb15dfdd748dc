package dev.belay.local.flow;

import dev.belay.core.error.BelayException;
import dev.belay.core.model.Workspace;
import dev.belay.definition.compile.FlowInfo;
import dev.belay.definition.compile.FlowSchedule;
import dev.belay.definition.compile.FlowStarts;
import dev.belay.definition.compile.FlowTrigger;
import dev.belay.definition.compile.StartCheck;
import dev.belay.flow.plan.Listening.Filter;
import dev.belay.flow.plan.Listening.Mode;
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
        concurrency(starts, objections);
        idempotencyKey(starts, objections);
        for (FlowTrigger trigger : info.triggers()) {
            trigger(info, trigger, objections);
        }
        @Nullable FlowSchedule schedule = starts.schedule();
        if (schedule != null && schedule.on() != null) {
            events(schedule.on(), objections);
        }
        timetable(starts, objections);
        return objections;
    }

    private static void concurrency(FlowStarts starts, List<Objection> objections) {
        FlowInfo.@Nullable Concurrency concurrency = starts.info().concurrency();
        if (concurrency == null) {
            return;
        }
        if (concurrency.limit() != 1 || concurrency.key() != null) {
            objections.add(
                    Objection.setting(
                            "concurrency",
                            "runs are not counted here beyond one of a schedule",
                            "write 'limit: 1' without 'key', or give runs that must not overlap one workflow id"));
        } else if (FlowSchedules.of(starts).isEmpty()) {
            objections.add(
                    Objection.setting(
                            "concurrency",
                            "it is about the runs of a schedule, and this flow has none by time",
                            "leave it out, or give the trigger a 'workflowId' and a 'conflict'"));
        }
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

    private static void events(Strategy on, List<Objection> objections) {
        boolean correlated =
                on.filters().stream().map(Filter::correlate).anyMatch(c -> !c.isEmpty());
        boolean several = on.mode() == Mode.ALL && on.filters().size() > 1;
        if (several || correlated || on.until() != null) {
            objections.add(
                    new Objection(
                            List.of("schedule", "on"),
                            "here one event starts one run: several are not gathered",
                            "write 'one' or 'any' without 'until' and 'correlate', and 'listen' for the others in the flow"));
        } else if (on.filters().stream().allMatch(filter -> filter.with().isEmpty())) {
            objections.add(
                    new Objection(
                            List.of("schedule", "on"),
                            "every event would start a run, those of its own runs too",
                            "say which, for example 'with: { type: shop.ordered }'"));
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
