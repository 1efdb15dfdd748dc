package dev.belay.api.runs;

import dev.belay.api.ApiRuntime;
import dev.belay.api.http.Parameters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// The open runs of all workspaces, for whoever operates them all.
@Path("/v1/open-runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OpenRunsResource {
    private final RunService service;

    @Inject
    OpenRunsResource(ApiRuntime runtime) {
        this.service = new RunService(runtime);
    }

    @GET
    public RunPage openRuns(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.openRuns(Parameters.limit(limit, 50), cursor);
    }
}
