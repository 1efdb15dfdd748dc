package dev.belay.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.webhook.Delivery;
import dev.belay.webhook.Trigger;
import dev.belay.webhook.sender.Senders;
import dev.belay.webhook.store.TriggerJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Triggers and their inboxes.
@Path("/v1/workspaces/{workspace}/triggers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TriggerResource {
    private static final int PAGE_MAX = 100;

    private final HookRuntime runtime;
    private final Senders senders = Senders.known();

    @Inject
    TriggerResource(HookRuntime runtime) {
        this.runtime = runtime;
    }

    /// @param cursor null where this is the last page
    public record Triggers(List<ObjectNode> triggers, @Nullable String cursor) {}

    /// @param cursor null where this is the last page
    public record Deliveries(List<DeliveryView> deliveries, @Nullable String cursor) {}

    @GET
    public Triggers list(
            @PathParam("workspace") String workspace,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Page<Trigger> page =
                runtime.triggers()
                        .list(new Workspace(workspace), Math.clamp(limit, 1, PAGE_MAX), cursor);
        return new Triggers(page.items().stream().map(TriggerJson::toJson).toList(), page.cursor());
    }

    @GET
    @Path("{trigger}")
    public JsonNode describe(
            @PathParam("workspace") String workspace, @PathParam("trigger") String trigger) {
        return TriggerJson.toJson(find(workspace, trigger));
    }

    /// Makes the trigger, or replaces it.
    @PUT
    @Path("{trigger}")
    public JsonNode put(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @Nullable ObjectNode body) {
        ObjectNode definition = Bodies.require(body).put("id", trigger);
        Trigger made = TriggerJson.read(new Workspace(workspace), definition);
        senders.require(made.sender());
        runtime.triggers().put(made);
        return TriggerJson.toJson(made);
    }

    @DELETE
    @Path("{trigger}")
    public void remove(
            @PathParam("workspace") String workspace, @PathParam("trigger") String trigger) {
        if (!runtime.triggers().remove(new Workspace(workspace), trigger)) {
            throw unknown(trigger);
        }
    }

    @GET
    @Path("{trigger}/deliveries")
    public Deliveries deliveries(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Trigger known = find(workspace, trigger);
        Page<Delivery> page =
                runtime.deliveries()
                        .list(
                                known.workspace(),
                                known.id(),
                                Math.clamp(limit, 1, PAGE_MAX),
                                cursor);
        return new Deliveries(page.items().stream().map(DeliveryView::of).toList(), page.cursor());
    }

    @POST
    @Path("{trigger}/deliveries/{line}/redeliver")
    @Consumes(MediaType.WILDCARD)
    public DeliveryView.Result redeliver(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @PathParam("line") String line) {
        return DeliveryView.Result.of(
                runtime.webhooks().redeliver(new Workspace(workspace), trigger, line));
    }

    private Trigger find(String workspace, String trigger) {
        return runtime.triggers()
                .find(new Workspace(workspace), trigger)
                .orElseThrow(() -> unknown(trigger));
    }

    private static BelayException unknown(String trigger) {
        return new BelayException(
                ErrorCode.INVALID_REQUEST,
                Trigger.isId(trigger)
                        ? "no trigger is called '%s'; list them to see which there are"
                                .formatted(trigger)
                        : "a trigger's id has 1 to 64 characters of a-z, 0-9, '-', '.', '_'");
    }
}
