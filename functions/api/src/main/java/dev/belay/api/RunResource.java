package dev.belay.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs over HTTP. `{run}` is a run id, or a workflow id whose newest run is meant.
@Path("/v1/workspaces/{workspace}/runs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RunResource {
    /// The longest that a request waits for something to happen.
    static final int WAIT_SECONDS_MAX = 30;

    static final int BATCHES_MAX = 1_000;

    private final RunService service;

    @Inject
    RunResource(ApiRuntime runtime) {
        this.service = new RunService(runtime);
    }

    @POST
    public Response start(@PathParam("workspace") String workspace, @Nullable StartBody body) {
        StartedRun started = service.start(workspace, Bodies.require(body));
        URI location =
                URI.create("/v1/workspaces/%s/runs/%s".formatted(workspace, started.runId()));
        return (started.existing() ? Response.ok() : Response.created(location))
                .entity(started)
                .build();
    }

    @GET
    public RunPage list(
            @PathParam("workspace") String workspace,
            @QueryParam("workflow") @Nullable String workflow,
            @QueryParam("workflowId") @Nullable String workflowId,
            @QueryParam("status") List<String> statuses,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("tag") @Nullable String tag,
            @QueryParam("attribute") List<String> attributes,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.list(
                workspace,
                new RunFilter(
                        workflow, workflowId, statuses, from, to, tag, attributes, limit, cursor));
    }

    @GET
    @Path("{run}")
    public RunView describe(
            @PathParam("workspace") String workspace, @PathParam("run") String run) {
        return service.describe(workspace, run);
    }

    @GET
    @Path("{run}/history")
    public String history(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("1000") int limit,
            @QueryParam("wait") @DefaultValue("0") int wait)
            throws InterruptedException {
        int few = Math.clamp(limit, 1, BATCHES_MAX);
        return service.history(workspace, run, Math.max(0, after), few, seconds(wait));
    }

    @GET
    @Path("{run}/result")
    public RunEnd result(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @QueryParam("wait") @DefaultValue("0") int wait)
            throws InterruptedException {
        return service.result(workspace, run, seconds(wait));
    }

    @POST
    @Path("{run}/signal")
    public void signal(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @Nullable MessageBody body) {
        service.signal(workspace, run, Bodies.require(body));
    }

    @POST
    @Path("{run}/query")
    public Answer query(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @Nullable MessageBody body) {
        return service.query(workspace, run, Bodies.require(body));
    }

    @POST
    @Path("{run}/update")
    public Answer update(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @Nullable MessageBody body)
            throws InterruptedException {
        return service.update(workspace, run, Bodies.require(body));
    }

    @POST
    @Path("{run}/cancel")
    public void cancel(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @Nullable ReasonBody body) {
        service.cancel(workspace, run, Bodies.orNoReason(body));
    }

    @POST
    @Path("{run}/terminate")
    public void terminate(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @Nullable ReasonBody body) {
        service.terminate(workspace, run, Bodies.orNoReason(body));
    }

    @POST
    @Path("{run}/wake")
    public void wake(@PathParam("workspace") String workspace, @PathParam("run") String run) {
        service.wake(workspace, run);
    }

    private static Duration seconds(int wait) {
        return Duration.ofSeconds(Math.clamp(wait, 0, WAIT_SECONDS_MAX));
    }
}
