package dev.belay.api.access;

import dev.belay.api.http.Operations;
import dev.belay.api.problem.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/// What every request passes before anything else looks at it: who makes it, and whether they may.
/// An operation that is not in the table of [Need] is refused to everybody.
public class Gate {
    private static final String WORKSPACE = "workspace";

    private final CurrentCredentials credentials;

    @Inject
    Gate(CurrentCredentials credentials) {
        this.credentials = credentials;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void check(ContainerRequestContext request, SimpleResourceInfo resource) {
        String operation = resource.getMethodName();
        Operations.put(request, operation);
        Need need =
                Need.of(operation)
                        .orElseThrow(() ->
                                RefusedException.forbidden(
                                        "nobody may do this: it is not in the table of operations"));
        if (need == Need.NOTHING) {
            return;
        }
        Caller caller = credentials.get().caller(request.getHeaderString("Authorization"));
        caller.putInto(request);
        if (need == Need.INSTALLATION_ADMIN) {
            requireEverywhere(caller);
        }
        String workspace = request.getUriInfo().getPathParameters().getFirst(WORKSPACE);
        if (workspace != null) {
            if (workspace.equals(ApiKeys.INSTALLATION.name())) {
                throw RefusedException.noWorkspace(workspace);
            }
            need.role().ifPresent(role -> caller.require(workspace, role));
        }
    }

    static void requireEverywhere(Caller caller) {
        if (caller.roles().get(Caller.EVERYWHERE) != Role.ADMIN) {
            throw RefusedException.forbidden(
                    "this needs the role admin in all workspaces; ask who runs the installation");
        }
    }
}
