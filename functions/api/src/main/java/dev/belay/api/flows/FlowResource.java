package dev.belay.api.flows;

import dev.belay.api.http.Bodies;
import dev.belay.api.http.Parameters;
import dev.belay.core.model.Workspace;
import dev.belay.flow.store.FlowVersion;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The flows of a workspace. `{version}` is the version that a definition states, or its number.
@Path("/v1/workspaces/{workspace}/flows")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FlowResource {
    private final FlowService service;

    @Inject
    FlowResource(FlowRuntime runtime) {
        this.service = new FlowService(runtime);
    }

    public record Source(@Nullable String source) {}

    @GET
    public Response listFlows(
            @PathParam("workspace") String workspace,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return Response.ok(
                        service.list(new Workspace(workspace), Parameters.limit(limit, 50), cursor))
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response publishFlow(@PathParam("workspace") String workspace, @Nullable Source body) {
        FlowService.Published published = service.publish(new Workspace(workspace), source(body));
        FlowVersion version = published.version();
        URI location =
                URI.create(
                        "/v1/workspaces/%s/flows/%s/versions/%d"
                                .formatted(workspace, version.workflow(), version.number()));
        return (published.isNew() ? Response.created(location) : Response.ok())
                .header(HttpHeaders.ETAG, FlowService.tag(version))
                .entity(published)
                .build();
    }

    @POST
    @Path("validate")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response validateFlow(@PathParam("workspace") String workspace, @Nullable Source body) {
        return Response.ok(service.validate(new Workspace(workspace), source(body))).build();
    }

    @GET
    @Path("{flow}")
    public Response flowVersions(
            @PathParam("workspace") String workspace, @PathParam("flow") String flow) {
        return Response.ok(service.versions(new Workspace(workspace), flow)).build();
    }

    @GET
    @Path("{flow}/versions/{version}")
    public Response showFlow(
            @PathParam("workspace") String workspace,
            @PathParam("flow") String flow,
            @PathParam("version") String version,
            @QueryParam("include") @Nullable String include) {
        FlowService.FlowDetails details =
                service.show(
                        new Workspace(workspace), flow, version, FlowService.withPlan(include));
        return Response.ok(details)
                .header(HttpHeaders.ETAG, FlowService.tag(details.version()))
                .build();
    }

    @POST
    @Path("{flow}/versions/{version}/enable")
    public Response enableFlow(
            @PathParam("workspace") String workspace,
            @PathParam("flow") String flow,
            @PathParam("version") String version,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return turned(service.enable(new Workspace(workspace), flow, version, true, ifMatch));
    }

    @POST
    @Path("{flow}/versions/{version}/disable")
    public Response disableFlow(
            @PathParam("workspace") String workspace,
            @PathParam("flow") String flow,
            @PathParam("version") String version,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return turned(service.enable(new Workspace(workspace), flow, version, false, ifMatch));
    }

    private static Response turned(FlowVersion version) {
        return Response.ok(version).header(HttpHeaders.ETAG, FlowService.tag(version)).build();
    }

    private static String source(@Nullable Source body) {
        return Bodies.require("source", Bodies.require(body).source());
    }
}
