package dev.belay.api.steps;

import dev.belay.api.ApiRuntime;
import dev.belay.api.access.AccessRuntime;
import dev.belay.api.http.Parameters;
import dev.belay.api.masking.MaskingNames;
import dev.belay.core.model.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// The steps of a run: what a person sees of a history that may have a hundred thousand events.
@Path("/v1/workspaces/{workspace}/runs/{run}/steps")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StepResource {
    private static final int STEPS_LIMIT = 200;

    private final StepService service;
    private final AccessRuntime access;

    @Inject
    StepResource(ApiRuntime runtime, AccessRuntime access) {
        this.service = new StepService(runtime);
        this.access = access;
    }

    @GET
    public StepPage listSteps(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @QueryParam("group") @Nullable String group,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.page(workspace, run, group, Parameters.limit(limit, STEPS_LIMIT), cursor);
    }

    @GET
    @Path("{step}")
    public StepDetails showStep(
            @PathParam("workspace") String workspace,
            @PathParam("run") String run,
            @PathParam("step") String step) {
        return service.details(
                workspace,
                run,
                StepService.command(step),
                new MaskingNames(access.records()).masker(new Workspace(workspace)));
    }
}
