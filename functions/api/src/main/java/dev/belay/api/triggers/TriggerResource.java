package dev.belay.api.triggers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.api.HookRuntime;
import dev.belay.api.http.Bodies;
import dev.belay.api.http.Parameters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Triggers and their inboxes.
@Path("/v1/workspaces/{workspace}/triggers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TriggerResource {
    private static final int LIMIT = 50;

    private final TriggerService service;

    @Inject
    TriggerResource(HookRuntime runtime) {
        this.service = new TriggerService(runtime);
    }

    @GET
    public TriggerService.Triggers listTriggers(
            @PathParam("workspace") String workspace,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.list(workspace, Parameters.limit(limit, LIMIT), cursor);
    }

    @GET
    @Path("{trigger}")
    public Response showTrigger(
            @PathParam("workspace") String workspace, @PathParam("trigger") String trigger) {
        return shown(service.describe(workspace, trigger));
    }

    /// Makes the trigger, or replaces it.
    @PUT
    @Path("{trigger}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response putTrigger(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Nullable JsonNode body) {
        if (!(Bodies.require(body) instanceof ObjectNode definition)) {
            throw Parameters.invalid("the definition is no JSON object");
        }
        service.requireMatch(workspace, trigger, ifMatch);
        return shown(service.put(workspace, trigger, definition, ifNoneMatch != null));
    }

    @DELETE
    @Path("{trigger}")
    public void removeTrigger(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        service.requireMatch(workspace, trigger, ifMatch);
        service.remove(workspace, trigger);
    }

    @POST
    @Path("{trigger}/enable")
    public Response enableTrigger(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        service.requireMatch(workspace, trigger, ifMatch);
        return shown(service.enable(workspace, trigger, true));
    }

    @POST
    @Path("{trigger}/disable")
    public Response disableTrigger(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        service.requireMatch(workspace, trigger, ifMatch);
        return shown(service.enable(workspace, trigger, false));
    }

    @GET
    @Path("{trigger}/deliveries")
    public TriggerService.Deliveries listDeliveries(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.deliveries(workspace, trigger, Parameters.limit(limit, LIMIT), cursor);
    }

    @GET
    @Path("{trigger}/deliveries/{line}")
    public DeliveryView showDelivery(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @PathParam("line") String line) {
        return service.delivery(workspace, trigger, line);
    }

    @POST
    @Path("{trigger}/deliveries/{line}/redeliver")
    public DeliveryView.Result redeliver(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @PathParam("line") String line) {
        return service.redeliver(workspace, trigger, line);
    }

    private static Response shown(ObjectNode trigger) {
        return Response.ok(trigger).header(HttpHeaders.ETAG, TriggerService.tag(trigger)).build();
    }
}
