package dev.belay.local.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Workspace;
import dev.belay.definition.compile.FlowInfo;
import dev.belay.definition.compile.FlowSchedule;
import dev.belay.definition.compile.FlowStarts;
import dev.belay.definition.compile.FlowTrigger;
import dev.belay.flow.plan.Listening.Filter;
import dev.belay.flow.plan.Listening.Strategy;
import dev.belay.flow.plan.Template;
import dev.belay.webhook.EventFilter;
import dev.belay.webhook.Trigger;
import dev.belay.webhook.store.TriggerJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The triggers that a definition's metadata and its `schedule.on` are.
final class FlowTriggers {
    /// What the trigger of `schedule.on` is called.
    static final String ON = "on";

    private FlowTriggers() {}

    /// The id of a trigger that a flow makes: a part of its address.
    static String id(FlowInfo info, String name) {
        return "%s.%s.%s".formatted(info.namespace(), info.name(), name);
    }

    static List<Trigger> of(Workspace workspace, FlowStarts starts) {
        var triggers = new ArrayList<Trigger>();
        for (FlowTrigger trigger : starts.info().triggers()) {
            triggers.add(of(workspace, starts.info(), trigger));
        }
        @Nullable FlowSchedule schedule = starts.schedule();
        @Nullable Strategy on = schedule == null ? null : schedule.on();
        if (schedule != null && on != null && !schedule.gathers()) {
            triggers.add(of(workspace, starts.info(), on));
        }
        return triggers;
    }

    /// @throws dev.belay.core.error.BelayException naming what is wrong
    static Trigger of(Workspace workspace, FlowInfo info, FlowTrigger trigger) {
        ObjectNode json = trigger.settings().deepCopy();
        json.remove(List.of("name", "type"));
        json.put("id", id(info, trigger.name()));
        json.put("workflow", workflow(info));
        if (trigger.type().equals(Trigger.EVENT)) {
            json.put("sender", Trigger.EVENT);
        }
        Trigger made = TriggerJson.given(workspace, json);
        return own(info, json.has("lane") ? made : made.withLane(lane(info)));
    }

    /// As the specification has it, the run gets a list of the events that start it.
    private static Trigger of(Workspace workspace, FlowInfo info, Strategy on) {
        return own(
                info,
                Trigger.of(workspace, id(info, ON), workflow(info), Trigger.EVENT)
                        .withLane(lane(info))
                        .withEvents(on.filters().stream().map(FlowTriggers::filter).toList())
                        .withExpressions(new Trigger.Expressions(null, "[.]", null, null)));
    }

    private static EventFilter filter(Filter filter) {
        Map<String, JsonNode> with = new HashMap<>();
        for (Map.Entry<String, Template> attribute : filter.with().entrySet()) {
            with.put(attribute.getKey(), attribute.getValue().value());
        }
        return new EventFilter(with);
    }

    /// The flow's own idempotency key is made of what the run gets.
    private static Trigger own(FlowInfo info, Trigger trigger) {
        Trigger.Expressions given = trigger.expressions();
        if (info.idempotencyKey() == null || given.idempotencyKey() != null) {
            return trigger.withFlow(workflow(info));
        }
        String input = Objects.requireNonNullElse(given.input(), ".");
        var inside = Template.expressionIn(input);
        String key =
                "(%s) | (%s)"
                        .formatted(
                                inside == null ? input : inside.text(),
                                info.idempotencyKey().text());
        return trigger.withExpressions(
                        new Trigger.Expressions(
                                given.filter(), given.input(), given.workflowId(), key))
                .withFlow(workflow(info));
    }

    private static String workflow(FlowInfo info) {
        return info.namespace() + "." + info.name();
    }

    private static Lane lane(FlowInfo info) {
        return Objects.requireNonNullElse(info.lane(), Lane.AUTOMATION);
    }
}
