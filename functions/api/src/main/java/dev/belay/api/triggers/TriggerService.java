package dev.belay.api.triggers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.api.HookRuntime;
import dev.belay.api.http.Cursors;
import dev.belay.api.http.Tags;
import dev.belay.api.problem.RefusedException;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.webhook.Delivery;
import dev.belay.webhook.Trigger;
import dev.belay.webhook.store.TriggerJson;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the API does with triggers and their inboxes, apart from HTTP.
public final class TriggerService {
    private static final Pattern LINE = Pattern.compile("[0-9A-Za-z._-]{1,100}");

    private final HookRuntime runtime;

    public TriggerService(HookRuntime runtime) {
        this.runtime = runtime;
    }

    /// @param next null on the last page
    public record Triggers(List<ObjectNode> triggers, @Nullable String next) {}

    /// @param next null on the last page
    public record Deliveries(List<DeliveryView> deliveries, @Nullable String next) {}

    public Triggers list(String workspace, int limit, @Nullable String cursor) {
        String list = "triggers " + workspace;
        Page<Trigger> page =
                runtime.triggers()
                        .list(new Workspace(workspace), limit, Cursors.read(list, cursor));
        return new Triggers(
                page.items().stream().map(TriggerJson::toJson).toList(),
                Cursors.write(list, page.cursor()));
    }

    public ObjectNode describe(String workspace, String trigger) {
        return TriggerJson.toJson(find(workspace, trigger));
    }

    /// Makes the trigger, or replaces it.
    ///
    /// @param isNew refuses to replace one
    public ObjectNode put(String workspace, String trigger, ObjectNode definition, boolean isNew) {
        var where = new Workspace(workspace);
        Trigger given = TriggerJson.given(where, definition.deepCopy().put("id", trigger));
        if (isNew && runtime.triggers().find(where, given.id()).isPresent()) {
            throw RefusedException.exists(
                    "there is a trigger '%s' already; replace it, or choose another id"
                            .formatted(given.id()));
        }
        return TriggerJson.toJson(runtime.registry().put(given));
    }

    public ObjectNode enable(String workspace, String trigger, boolean enabled) {
        Trigger known = find(workspace, trigger);
        return TriggerJson.toJson(
                runtime.registry().enable(known.workspace(), known.id(), enabled));
    }

    public void remove(String workspace, String trigger) {
        Trigger known = find(workspace, trigger);
        runtime.registry().remove(known.workspace(), known.id());
    }

    public Deliveries deliveries(
            String workspace, String trigger, int limit, @Nullable String cursor) {
        Trigger known = find(workspace, trigger);
        String list = "deliveries %s %s".formatted(workspace, trigger);
        Page<Delivery> page =
                runtime.deliveries()
                        .list(known.workspace(), known.id(), limit, Cursors.read(list, cursor));
        return new Deliveries(
                page.items().stream().map(DeliveryView::of).toList(),
                Cursors.write(list, page.cursor()));
    }

    public DeliveryView delivery(String workspace, String trigger, String line) {
        return DeliveryView.of(line(find(workspace, trigger), line));
    }

    public DeliveryView.Result redeliver(String workspace, String trigger, String line) {
        Trigger known = find(workspace, trigger);
        return DeliveryView.Result.of(
                runtime.webhooks()
                        .redeliver(known.workspace(), known.id(), line(known, line).id()));
    }

    private Delivery line(Trigger trigger, String line) {
        Optional<Delivery> found =
                LINE.matcher(line).matches()
                        ? runtime.deliveries().find(trigger.workspace(), trigger.id(), line)
                        : Optional.empty();
        return found.orElseThrow(() ->
                RefusedException.notFound(
                        "the inbox of trigger '%s' has no such line, or no longer"
                                .formatted(trigger.id())));
    }

    private Trigger find(String workspace, String trigger) {
        var where = new Workspace(workspace);
        Optional<Trigger> found =
                Trigger.isId(trigger) ? runtime.triggers().find(where, trigger) : Optional.empty();
        return found.orElseThrow(() ->
                RefusedException.notFound(
                        Trigger.isId(trigger)
                                ? "no trigger is called '%s'; list them to see which there are"
                                        .formatted(trigger)
                                : "a trigger's id has 1 to 64 characters of a-z, 0-9, '-', '.', '_'"));
    }

    /// @param ifMatch null takes any state
    void requireMatch(String workspace, String trigger, @Nullable String ifMatch) {
        if (ifMatch != null) {
            Tags.requireMatch(ifMatch, tag(describe(workspace, trigger)));
        }
    }

    static String tag(ObjectNode trigger) {
        return Tags.of(trigger.toString());
    }
}
