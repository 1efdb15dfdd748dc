package dev.belay.api.masking;

import dev.belay.api.access.AccessRuntime;
import dev.belay.api.http.Bodies;
import dev.belay.api.http.Tags;
import dev.belay.core.model.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which fields a workspace masks.
@Path("/v1/workspaces/{workspace}/masking")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MaskingResource {
    private final AccessRuntime runtime;

    @Inject
    MaskingResource(AccessRuntime runtime) {
        this.runtime = runtime;
    }

    public record Names(@Nullable List<String> names) {}

    /// @param always masked in every workspace
    public record Masking(List<String> names, List<String> always) {}

    @GET
    public Response showMasking(@PathParam("workspace") String workspace) {
        return shown(new Workspace(workspace));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response putMasking(
            @PathParam("workspace") String workspace,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable Names body) {
        var of = new Workspace(workspace);
        List<String> names = Bodies.require(Bodies.require(body).names());
        var store = new MaskingNames(runtime.records());
        Tags.requireMatch(ifMatch, tag(store.names(of)));
        store.put(of, names);
        return shown(of);
    }

    private Response shown(Workspace workspace) {
        List<String> names = new MaskingNames(runtime.records()).names(workspace);
        return Response.ok(new Masking(names, Masker.ALWAYS)).header("ETag", tag(names)).build();
    }

    private static String tag(List<String> names) {
        return Tags.of(names.toString());
    }
}
