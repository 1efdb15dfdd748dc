package dev.belay.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.jspecify.annotations.Nullable;

/// Triggers and their inboxes.
@Path("/v1/workspaces/{workspace}/triggers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TriggerResource {
    private final TriggerService service;

    @Inject
    TriggerResource(HookRuntime runtime) {
        this.service = new TriggerService(runtime);
    }

    @GET
    public TriggerService.Triggers list(
            @PathParam("workspace") String workspace,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.list(workspace, limit, cursor);
    }

    @GET
    @Path("{trigger}")
    public JsonNode describe(
            @PathParam("workspace") String workspace, @PathParam("trigger") String trigger) {
        return service.describe(workspace, trigger);
    }

    /// Makes the trigger, or replaces it.
    ///
    /// @param isNew refuses to replace one
    @PUT
    @Path("{trigger}")
    public JsonNode put(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @QueryParam("new") boolean isNew,
            @Nullable ObjectNode body) {
        return service.put(workspace, trigger, Bodies.require(body), isNew);
    }

    @POST
    @Path("{trigger}/enabled")
    @Consumes(MediaType.WILDCARD)
    public JsonNode enable(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @QueryParam("value") boolean enabled) {
        return service.enable(workspace, trigger, enabled);
    }

    @DELETE
    @Path("{trigger}")
    public void remove(
            @PathParam("workspace") String workspace, @PathParam("trigger") String trigger) {
        service.remove(workspace, trigger);
    }

    @GET
    @Path("{trigger}/deliveries")
    public TriggerService.Deliveries deliveries(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.deliveries(workspace, trigger, limit, cursor);
    }

    @POST
    @Path("{trigger}/deliveries/{line}/redeliver")
    @Consumes(MediaType.WILDCARD)
    public DeliveryView.Result redeliver(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @PathParam("line") String line) {
        return service.redeliver(workspace, trigger, line);
    }
}
