package dev.belay.local.server;

import dev.belay.core.model.Workspace;
import dev.belay.local.flow.FlowDocument;
import dev.belay.local.flow.FlowRuntime;
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
import java.util.List;

/// The published flows of a workspace. What is published was compiled by who publishes it, so this
/// is served on this machine only, to who operates it.
@Path("/v1/flows/{workspace}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FlowsResource {
    private final FlowRuntime runtime;

    @Inject
    FlowsResource(FlowRuntime runtime) {
        this.runtime = runtime;
    }

    @GET
    public List<FlowDocument> list(@PathParam("workspace") String workspace) {
        return runtime.flows().list(new Workspace(workspace)).stream()
                .map(FlowDocument::of)
                .toList();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public boolean publish(@PathParam("workspace") String workspace, FlowDocument flow) {
        return runtime.flows().putIfAbsent(new Workspace(workspace), flow.flow());
    }

    @GET
    @Path("{workflow}")
    public List<FlowDocument> versions(
            @PathParam("workspace") String workspace, @PathParam("workflow") String workflow) {
        return runtime.flows().versions(new Workspace(workspace), workflow).stream()
                .map(FlowDocument::of)
                .toList();
    }

    @GET
    @Path("{workflow}/{number}")
    public List<FlowDocument> get(
            @PathParam("workspace") String workspace,
            @PathParam("workflow") String workflow,
            @PathParam("number") int number) {
        return runtime.flows().get(new Workspace(workspace), workflow, number).stream()
                .map(FlowDocument::of)
                .toList();
    }

    @POST
    @Path("{workflow}/{number}/enabled")
    public void enable(
            @PathParam("workspace") String workspace,
            @PathParam("workflow") String workflow,
            @PathParam("number") int number,
            @QueryParam("value") boolean enabled) {
        runtime.flows().enable(new Workspace(workspace), workflow, number, enabled);
    }
}
