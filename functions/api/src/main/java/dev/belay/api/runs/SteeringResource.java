package dev.belay.api.runs;

import dev.belay.api.ApiRuntime;
import dev.belay.api.http.Bodies;
import dev.belay.api.http.IdempotencyKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// What an open run can be told.
@Path("/v1/workspaces/{workspace}/runs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SteeringResource {
    private final RunService service;

    @Inject
    SteeringResource(ApiRuntime runtime) {
        this.service = new RunService(runtime);
    }

    @POST
    @Path("{run}/signal")
    public void signalRun(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @Nullable MessageBody body,
            @Context ContainerRequestContext request) {
        service.signal(workspace, run, Bodies.require(body).orId(IdempotencyKey.mark(request)));
    }

    @POST
    @Path("{run}/update")
    public Answer updateRun(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @Nullable MessageBody body,
            @Context ContainerRequestContext request)
            throws InterruptedException {
        return service.update(
                workspace, run, Bodies.require(body).orId(IdempotencyKey.mark(request)));
    }

    @POST
    @Path("{run}/cancel")
    public void cancelRun(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @Nullable ReasonBody body) {
        service.cancel(workspace, run, ReasonBody.orNone(body));
    }

    @POST
    @Path("{run}/terminate")
    public void terminateRun(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @Nullable ReasonBody body) {
        service.terminate(workspace, run, ReasonBody.orNone(body));
    }

    @POST
    @Path("{run}/wake")
    public void wakeRun(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @Nullable ReasonBody body) {
        service.wake(workspace, run);
    }
}
