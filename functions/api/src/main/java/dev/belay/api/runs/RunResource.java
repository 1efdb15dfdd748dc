package dev.belay.api.runs;

import dev.belay.api.ApiRuntime;
import dev.belay.api.access.AccessRuntime;
import dev.belay.api.access.Caller;
import dev.belay.api.access.Role;
import dev.belay.api.http.Bodies;
import dev.belay.api.http.IdempotencyKey;
import dev.belay.api.http.Parameters;
import dev.belay.api.masking.Masker;
import dev.belay.api.masking.MaskingNames;
import dev.belay.core.model.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Runs over HTTP. `{run}` is a run id, or a workflow id whose newest run is meant.
@Path("/v1/workspaces/{workspace}/runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RunResource {
    private static final int HISTORY_LIMIT = 100;

    private final RunService service;
    private final AccessRuntime access;

    @Inject
    RunResource(ApiRuntime runtime, AccessRuntime access) {
        this.service = new RunService(runtime);
        this.access = access;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response startRun(
            @PathParam("workspace") String workspace,
            @Nullable StartBody body,
            @Context ContainerRequestContext request) {
        StartedRun started =
                service.start(workspace, Bodies.require(body), IdempotencyKey.mark(request));
        URI location =
                URI.create("/v1/workspaces/%s/runs/%s".formatted(workspace, started.runId()));
        return (started.existing() ? Response.ok() : Response.created(location))
                .entity(started)
                .build();
    }

    @GET
    public RunPage listRuns(
            @PathParam("workspace") String workspace, @BeanParam RunParameters parameters) {
        return service.list(workspace, parameters.filter());
    }

    @GET
    @Path("{run}")
    public RunDetails showRun(
            @PathParam("workspace") String workspace, @PathParam("run") String run) {
        return service.show(workspace, run, masker(workspace));
    }

    @GET
    @Path("{run}/history")
    public HistoryPage runHistory(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @QueryParam("order") @Nullable String order,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("wait") @Nullable String wait)
            throws InterruptedException {
        boolean newest = "newest".equals(order);
        if (order != null && !newest && !"oldest".equals(order)) {
            throw Parameters.invalid("order is neither oldest nor newest");
        }
        return service.history(
                workspace,
                run,
                newest,
                cursor,
                Parameters.limit(limit, HISTORY_LIMIT),
                Parameters.wait(wait),
                masker(workspace));
    }

    @GET
    @Path("{run}/result")
    public RunEnd runResult(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @QueryParam("wait") @Nullable String wait,
            @Context ContainerRequestContext request)
            throws InterruptedException {
        RunEnd end = service.result(workspace, run, Parameters.wait(wait));
        return isViewer(request, workspace) ? end.masked(masker(workspace)) : end;
    }

    @GET
    @Path("{run}/export")
    public String exportRun(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("wait") @Nullable String wait)
            throws InterruptedException {
        long number = after == null ? 0 : Parameters.number("after", after);
        return service.export(
                workspace,
                run,
                Math.max(0, number),
                Parameters.limit(limit, Parameters.LIMIT_MAX),
                Parameters.wait(wait));
    }

    @POST
    @Path("{run}/query")
    @Consumes(MediaType.APPLICATION_JSON)
    public Answer queryRun(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @Nullable QueryBody body,
            @Context ContainerRequestContext request) {
        QueryBody query = Bodies.require(body);
        Answer answer =
                service.query(workspace, run, MessageBody.of(query.name(), query.content()));
        return isViewer(request, workspace)
                ? new Answer(masker(workspace).mask(answer.answer()))
                : answer;
    }

    private Masker masker(String workspace) {
        return new MaskingNames(access.records()).masker(new Workspace(workspace));
    }

    private static boolean isViewer(ContainerRequestContext request, String workspace) {
        return Caller.of(request).in(workspace).filter(Role.OPERATOR::isIncludedIn).isEmpty();
    }
}
