package dev.belay.api.audit;

import dev.belay.api.access.ApiKeys;
import dev.belay.api.access.Caller;
import dev.belay.api.access.Role;
import dev.belay.api.http.Parameters;
import dev.belay.core.model.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// The audit trail, for admins.
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuditResource {
    private final CurrentTrail trail;

    @Inject
    AuditResource(CurrentTrail trail) {
        this.trail = trail;
    }

    @GET
    public AuditTrail.AuditPage audit(
            @QueryParam("workspace") @DefaultValue("default") String workspace,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context ContainerRequestContext request) {
        // What was done to keys of all workspaces is in the trail of all.
        Workspace of =
                Caller.EVERYWHERE.equals(workspace)
                        ? ApiKeys.INSTALLATION
                        : new Workspace(workspace);
        Caller.of(request).require(of.name(), Role.ADMIN);
        return trail.get().list(of, Parameters.limit(limit, 50), cursor);
    }
}
