package dev.belay.local.server;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Leads browsers to the console, and says what its pages may do: run their own scripts, ask this
/// server, and nothing else.
@Singleton
public class ConsoleRoutes {
    private static final String HOME = "/console/";

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                    + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'; require-trusted-types-for 'script'";

    void add(@Observes Router router) {
        router.route("/").order(-1).handler(ConsoleRoutes::home);
        router.route("/console").order(-1).handler(ConsoleRoutes::withSlash);
        router.route("/console/*").order(-1).handler(ConsoleRoutes::protect);
    }

    private static void home(RoutingContext request) {
        String accepted = request.request().getHeader("Accept");
        if (accepted != null && accepted.contains("text/html")) {
            redirect(request);
        } else {
            request.next();
        }
    }

    /// Its pages name their parts relative to the directory that they are in.
    private static void withSlash(RoutingContext request) {
        if (request.normalizedPath().equals(HOME)) {
            request.next();
        } else {
            redirect(request);
        }
    }

    private static void redirect(RoutingContext request) {
        request.response().setStatusCode(302).putHeader("Location", HOME).end();
    }

    private static void protect(RoutingContext request) {
        String path = request.normalizedPath();
        request.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (!path.startsWith("/console/assets/")) {
            // Their names change with what is in them; the page that names them is asked for anew.
            request.addHeadersEndHandler(
                    _ -> request.response().putHeader("Cache-Control", "no-cache"));
        }
        request.next();
    }
}
