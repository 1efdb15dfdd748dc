package dev.belay.api.access;

import dev.belay.api.problem.RefusedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Map;
import java.util.Optional;

/// Who makes a request, and what they may do where.
///
/// @param name of the key, or of the token's subject; for people and for the audit trail
/// @param roles by workspace; [#EVERYWHERE] stands for all
public record Caller(Kind kind, String name, Map<String, Role> roles) {
    public static final String EVERYWHERE = "*";

    private static final String PROPERTY = "belay.caller";

    public Caller {
        roles = Map.copyOf(roles);
    }

    public enum Kind {
        /// Whoever uses this machine.
        LOCAL,
        /// Has an API key.
        KEY,
        /// Has a token of the identity provider.
        TOKEN
    }

    public static Caller local() {
        return new Caller(Kind.LOCAL, "local", Map.of(EVERYWHERE, Role.ADMIN));
    }

    /// As the audit trail names them.
    public String actor() {
        return switch (kind) {
            case LOCAL -> "local";
            case KEY -> "key:" + name;
            case TOKEN -> "token:" + name;
        };
    }

    public Optional<Role> in(String workspace) {
        Role everywhere = roles.get(EVERYWHERE);
        Role here = roles.get(workspace);
        if (everywhere == null || (here != null && here.includes(everywhere))) {
            return Optional.ofNullable(here);
        }
        return Optional.of(everywhere);
    }

    /// @throws RefusedException 404 for a workspace in which the caller has no role, as for one
    ///   that does not exist; 403 where the role is not enough
    public void require(String workspace, Role role) {
        Role has = in(workspace).orElseThrow(() -> RefusedException.noWorkspace(workspace));
        if (!has.includes(role)) {
            throw RefusedException.forbidden(
                    "this needs the role %s in workspace '%s', and you have %s; ask an admin of it"
                            .formatted(role.text(), workspace, has.text()));
        }
    }

    void putInto(ContainerRequestContext request) {
        request.setProperty(PROPERTY, this);
    }

    /// @throws IllegalStateException for a request that did not pass the gate
    public static Caller of(ContainerRequestContext request) {
        return find(request)
                .orElseThrow(() -> new IllegalStateException("the request has no caller"));
    }

    /// Empty for requests that need none.
    public static Optional<Caller> find(ContainerRequestContext request) {
        return Optional.ofNullable((Caller) request.getProperty(PROPERTY));
    }
}
