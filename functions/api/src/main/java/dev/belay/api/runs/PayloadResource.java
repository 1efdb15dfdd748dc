package dev.belay.api.runs;

import dev.belay.api.ApiRuntime;
import dev.belay.api.http.Parameters;
import dev.belay.api.problem.RefusedException;
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
import org.jspecify.annotations.Nullable;

/// Payloads that are stored apart from their histories: what it takes to export and to replay runs.
@Path("/v1/workspaces/{workspace}/payloads")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PayloadResource {
    private final ApiRuntime runtime;

    @Inject
    PayloadResource(ApiRuntime runtime) {
        this.runtime = runtime;
    }

    public record StoredPayload(String base64) {}

    @GET
    @Path("{sha256}")
    public StoredPayload payload(
            @PathParam("workspace") String workspace,
            @PathParam("sha256") String sha256,
            @QueryParam("size") @Nullable String size) {
        long bytes = size == null ? 0 : Parameters.number("size", size);
        if (bytes < 0 || bytes > Integer.MAX_VALUE) {
            throw Parameters.invalid("size is none of a payload");
        }
        var of = new Workspace(workspace);
        Payload.Stored wanted = stored(sha256, (int) bytes);
        try {
            byte[] found = runtime.payloads().store().get(of, wanted);
            return new StoredPayload(Base64.getEncoder().encodeToString(found));
        } catch (BelayException e) {
            throw e.code() == ErrorCode.STORE_CORRUPT
                    ? RefusedException.notFound(
                            "no payload of this digest and size is stored in the workspace")
                    : e;
        }
    }

    private static Payload.Stored stored(String sha256, int size) {
        try {
            return new Payload.Stored(sha256, size);
        } catch (IllegalArgumentException _) {
            throw Parameters.invalid("that is no digest of 64 hexadecimal characters");
        }
    }
}
