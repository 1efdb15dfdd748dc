package dev.belay.local.server;

import dev.belay.api.ApiRuntime;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Base64;

/// Payloads that are stored apart from their histories, in base64: what it takes to export and to
/// replay runs. Served on this machine only, to who operates it.
@Path("/v1/payloads")
@Produces(MediaType.TEXT_PLAIN)
@RunOnVirtualThread
public class PayloadsResource {
    private final ApiRuntime runtime;

    @Inject
    PayloadsResource(ApiRuntime runtime) {
        this.runtime = runtime;
    }

    @GET
    @Path("{workspace}/{sha256}")
    public String get(
            @PathParam("workspace") String workspace,
            @PathParam("sha256") String sha256,
            @QueryParam("size") int size) {
        byte[] bytes =
                runtime.payloads().store().get(new Workspace(workspace), stored(sha256, size));
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Payload.Stored stored(String sha256, int size) {
        try {
            return new Payload.Stored(sha256, size);
        } catch (IllegalArgumentException e) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST, "that is no digest: " + e.getMessage());
        }
    }
}
