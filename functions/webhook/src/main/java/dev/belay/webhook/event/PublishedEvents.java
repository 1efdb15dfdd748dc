package dev.belay.webhook.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.model.Workspace;
import dev.belay.webhook.EventTriggers;
import dev.belay.webhook.cloudevents.CloudEvent;
import dev.belay.webhook.cloudevents.EventRouter;

/// Where every event of a workspace goes, those that come over HTTP and those that runs emit: to
/// the runs that listen, and to the triggers that want it.
public final class PublishedEvents implements EventRouter {
    private final Listeners listeners;
    private final EventTriggers triggers;

    public PublishedEvents(Listeners listeners, EventTriggers triggers) {
        this.listeners = listeners;
        this.triggers = triggers;
    }

    @Override
    public int route(Workspace workspace, CloudEvent event) {
        return publish(workspace, event.toJson(), event.source() + "#" + event.id());
    }

    /// @param key the same for the same event, so that no run hears it twice
    /// @return how many runs were signalled or started
    public int publish(Workspace workspace, ObjectNode event, String key) {
        return emit(workspace, event, event, key);
    }

    /// Listeners first: what an event starts must not hear it again.
    ///
    /// @param emitted as triggers get it
    int emit(Workspace workspace, ObjectNode event, ObjectNode emitted, String key) {
        return listeners.tell(workspace, event, emitted, key) + triggers.start(workspace, emitted);
    }
}
