package dev.belay.api.runs;

import dev.belay.api.ApiRuntime;
import dev.belay.api.http.Parameters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Closed runs that go on from a step, as new runs of their workflow ids.
@Path("/v1/workspaces/{workspace}/runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ResumeResource {
    private final RunService service;

    @Inject
    ResumeResource(ApiRuntime runtime) {
        this.service = new RunService(runtime);
    }

    @GET
    @Path("{run}/resume")
    public ResumePreview previewResume(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @QueryParam("step") @Nullable String step) {
        return service.previewResume(workspace, run, step == null ? null : number(step));
    }

    @POST
    @Path("{run}/resume")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response resumeRun(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @Nullable ResumeBody body) {
        ResumeBody wanted = body == null ? new ResumeBody(null, null) : body;
        StartedRun resumed = service.resume(workspace, run, wanted);
        URI location =
                URI.create("/v1/workspaces/%s/runs/%s".formatted(workspace, resumed.runId()));
        return Response.created(location).entity(resumed).build();
    }

    private static Integer number(String step) {
        long number = Parameters.number("step", step);
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw Parameters.invalid("step is the number of no command");
        }
        return (int) number;
    }
}
