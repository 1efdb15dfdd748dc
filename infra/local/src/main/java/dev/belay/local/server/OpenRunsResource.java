package dev.belay.local.server;

import dev.belay.api.ApiRuntime;
import dev.belay.api.RunPage;
import dev.belay.api.RunService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// The open runs of all workspaces. Served on this machine only, to who operates it.
@Path("/v1/open-runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OpenRunsResource {
    private static final int RUNS_MAX = 1_000;

    private final RunService service;

    @Inject
    OpenRunsResource(ApiRuntime runtime) {
        this.service = new RunService(runtime);
    }

    @GET
    public RunPage list(
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.openRuns(Math.clamp(limit, 1, RUNS_MAX), cursor);
    }
}
