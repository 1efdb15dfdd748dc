package dev.belay.api.http;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses parameters that an operation does not have: a mistyped filter must not show everything.
public class KnownParameters {
    /// @throws dev.belay.core.error.BelayException naming what there is
    @ServerRequestFilter(priority = Priorities.AUTHORIZATION + 1)
    public void check(ContainerRequestContext request) {
        Optional<Set<String>> known = Operations.of(request).map(Description.parameters()::get);
        if (known.isEmpty()) {
            return;
        }
        for (String name : request.getUriInfo().getQueryParameters().keySet()) {
            if (!known.get().contains(name)) {
                throw Parameters.invalid(
                        known.get().isEmpty()
                                ? "this takes no parameters in its address"
                                : "there is no such parameter here; known are %s"
                                        .formatted(new TreeSet<>(known.get())));
            }
        }
    }
}
