package dev.belay.api.access;

import dev.belay.api.http.Bodies;
import dev.belay.api.http.Cursors;
import dev.belay.api.http.Parameters;
import dev.belay.api.problem.RefusedException;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// API keys, given and taken by admins of what they are for.
@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class KeyResource {
    private static final int NAME_CHARS_MAX = 100;

    private final CurrentCredentials credentials;

    @Inject
    KeyResource(CurrentCredentials credentials) {
        this.credentials = credentials;
    }

    /// @param workspace `*` for all
    public record NewKey(
            @Nullable String workspace,
            @Nullable Role role,
            @Nullable String name,
            @Nullable Instant expiresAt) {}

    /// @param next null on the last page
    public record Keys(List<ApiKey> keys, @Nullable String next) {}

    @GET
    public Keys keys(
            @QueryParam("workspace") @DefaultValue("default") String workspace,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context ContainerRequestContext request) {
        require(request, workspace);
        String list = "keys " + workspace;
        Page<ApiKey> page =
                store().list(workspace, Parameters.limit(limit, 50), Cursors.read(list, cursor));
        return new Keys(page.items(), Cursors.write(list, page.cursor()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response createKey(@Nullable NewKey body, @Context ContainerRequestContext request) {
        NewKey wanted = Bodies.require(body);
        String workspace = Bodies.require("workspace", wanted.workspace());
        if (wanted.role() == null) {
            throw Parameters.invalid("the request has no 'role'");
        }
        if (wanted.name() != null && wanted.name().length() > NAME_CHARS_MAX) {
            throw Parameters.invalid(
                    "the name has %d characters, expected up to %d"
                            .formatted(wanted.name().length(), NAME_CHARS_MAX));
        }
        require(request, workspace);
        ApiKeys.Created made =
                store().create(
                                workspace,
                                wanted.role(),
                                wanted.name(),
                                Caller.of(request).actor(),
                                wanted.expiresAt());
        return Response.created(URI.create("/v1/keys/" + made.key().id())).entity(made).build();
    }

    @DELETE
    @Path("{key}")
    public void revokeKey(@PathParam("key") String key, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        ApiKey found =
                store().find(key)
                        .filter(some -> caller.in(some.workspace()).isPresent())
                        .orElseThrow(
                                () -> RefusedException.notFound("there is no such key; list them"));
        require(request, found.workspace());
        store().revoke(found.id());
        credentials.get().forget(found.id());
    }

    private ApiKeys store() {
        return new ApiKeys(credentials.runtime().records(), credentials.runtime().clock());
    }

    private static void require(ContainerRequestContext request, String workspace) {
        Caller caller = Caller.of(request);
        if (Caller.EVERYWHERE.equals(workspace)) {
            Gate.requireEverywhere(caller);
        } else {
            caller.require(new Workspace(workspace).name(), Role.ADMIN);
        }
    }
}
