package dev.belay.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Where senders deliver webhooks. What follows the trigger may be a token.
@Path("/hooks/{workspace}/{trigger}")
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class HookResource {
    private final HookRuntime runtime;

    @Inject
    HookResource(HookRuntime runtime) {
        this.runtime = runtime;
    }

    @POST
    public Response deliver(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @Context HttpServerRequest request,
            byte @Nullable [] body) {
        return RawRequests.answer(
                runtime.webhooks().handle(workspace, trigger, RawRequests.of(request, body)));
    }

    @POST
    @Path("{token}")
    public Response deliverWithToken(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @Context HttpServerRequest request,
            byte @Nullable [] body) {
        return deliver(workspace, trigger, request, body);
    }

    /// Only for handshakes.
    @GET
    public Response ask(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @Context HttpServerRequest request) {
        return deliver(workspace, trigger, request, null);
    }

    /// Only for handshakes.
    @HEAD
    public Response look(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @Context HttpServerRequest request) {
        return deliver(workspace, trigger, request, null);
    }
}
