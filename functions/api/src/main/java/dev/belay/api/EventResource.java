package dev.belay.api;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Where CloudEvents are sent.
@Path("/events/{workspace}")
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class EventResource {
    private final HookRuntime runtime;

    @Inject
    EventResource(HookRuntime runtime) {
        this.runtime = runtime;
    }

    @POST
    public Response send(
            @PathParam("workspace") String workspace,
            @Context HttpServerRequest request,
            byte @Nullable [] body) {
        return runtime.events()
                .map(intake -> intake.handle(workspace, RawRequests.of(request, body)))
                .map(RawRequests::answer)
                .orElseThrow(() ->
                        new BelayException(
                                ErrorCode.INVALID_REQUEST,
                                "nothing here routes events; send webhooks to a trigger instead"));
    }
}
