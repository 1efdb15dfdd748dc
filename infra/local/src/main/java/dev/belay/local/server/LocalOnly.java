package dev.belay.local.server;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Serves this machine's own programs, and no page of the web that a browser was led to: neither
/// under another name for this machine nor across origins.
public class LocalOnly {
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    @ServerRequestFilter(preMatching = true)
    public void check(ContainerRequestContext request) {
        if (!CurrentAccess.isLocal()) {
            // Who is reached by others asks each who they are.
            return;
        }
        // HTTP/2 says it in the address and has no header for it.
        String header = request.getHeaderString("Host");
        String host = header == null ? request.getUriInfo().getRequestUri().getAuthority() : header;
        if (!isHook(request) && (host == null || !NAMES.contains(withoutPort(host)))) {
            throw refused("it was made to another name than localhost");
        }
        String origin = request.getHeaderString("Origin");
        if (origin != null && !NAMES.contains(withoutPort(origin.replaceFirst("^https?://", "")))) {
            throw refused("it comes from a page of another site");
        }
    }

    /// Senders come through a tunnel under its name; each delivery has to prove who sent it.
    private static boolean isHook(ContainerRequestContext request) {
        return request.getUriInfo().getPath().startsWith("/hooks/");
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":\\d+$", "");
    }

    private static BelayException refused(String why) {
        return new BelayException(ErrorCode.INVALID_REQUEST, "the request is refused: " + why);
    }
}
