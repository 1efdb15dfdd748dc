package dev.belay.api.access;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Who a caller is, and what they may see.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MeResource {
    private final CurrentCredentials credentials;

    @Inject
    MeResource(CurrentCredentials credentials) {
        this.credentials = credentials;
    }

    /// @param roles by workspace; `*` stands for all
    public record Me(String name, String kind, Map<String, Role> roles) {}

    public record Named(String name, Role role) {}

    public record Workspaces(List<Named> workspaces) {}

    @GET
    @Path("me")
    public Me me(@Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return new Me(
                caller.name(),
                caller.kind().name().toLowerCase(Locale.ROOT),
                new TreeMap<>(caller.roles()));
    }

    @GET
    @Path("workspaces")
    public Workspaces workspaces(@Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return new Workspaces(
                new KnownWorkspaces(credentials.runtime().records())
                        .all(caller.roles().keySet()).stream()
                                .flatMap(name ->
                                        caller.in(name).map(role -> new Named(name, role)).stream())
                                .toList());
    }
}
