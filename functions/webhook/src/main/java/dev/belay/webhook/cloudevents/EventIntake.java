package dev.belay.webhook.cloudevents;

import dev.belay.core.error.BelayException;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Records;
import dev.belay.webhook.WebhookLimits;
import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.http.WebhookResponse;
import java.time.InstantSource;
import java.util.List;

/// Takes CloudEvents at `/events/{workspace}`. An event that was taken before, by its source and
/// id, is acknowledged and handed on no more. Who may send is for whoever serves this to decide.
public final class EventIntake {
    private final SeenEvents seen;
    private final EventRouter router;

    public EventIntake(Records records, EventRouter router, InstantSource clock) {
        this.seen = new SeenEvents(records, clock);
        this.router = router;
    }

    /// Never throws. Of a batch either every event is taken or the sender is told to try again.
    public WebhookResponse handle(String workspace, WebhookRequest request) {
        if (!request.method().equals("POST")) {
            return refused(405).with("allow", "POST");
        }
        if (request.body().length > WebhookLimits.BODY_BYTES) {
            return refused(413);
        }
        List<CloudEvent> events;
        Workspace known;
        try {
            known = new Workspace(workspace);
            events = CloudEventReader.read(request);
        } catch (BelayException e) {
            // It names attributes, never values, so the sender may know.
            return WebhookResponse.text(400, String.valueOf(e.getMessage()));
        }
        try {
            int taken = 0;
            for (CloudEvent event : events) {
                taken += take(known, event) ? 1 : 0;
            }
            return WebhookResponse.json(
                    202,
                    "{\"status\":\"accepted\",\"taken\":%d,\"duplicates\":%d}"
                            .formatted(taken, events.size() - taken));
        } catch (RuntimeException _) {
            return refused(503)
                    .with("retry-after", String.valueOf(WebhookLimits.RETRY_AFTER.toSeconds()));
        }
    }

    /// Handed on first and marked after: a crash in between hands it on twice, never not at all.
    private boolean take(Workspace workspace, CloudEvent event) {
        if (seen.contains(workspace, event)) {
            return false;
        }
        router.route(workspace, event);
        return seen.add(workspace, event);
    }

    private static WebhookResponse refused(int status) {
        return WebhookResponse.json(status, "{\"status\":\"refused\"}");
    }
}
