package dev.belay.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.stack.Stack.Route;
import java.util.ArrayList;
import java.util.List;

/// What callers reach by HTTP.
final class Routes {
    private final Template template;
    private final Names names;

    Routes(Template template, Names names) {
        this.template = template;
        this.names = names;
    }

    List<Route> all() {
        var found = new ArrayList<Route>();
        template.all(Types.SAM_FUNCTION)
                .forEach((id, function) ->
                        function.path("Properties")
                                .path("Events")
                                .forEach(event -> {
                                    if (event.path("Type").asText().equals("HttpApi")) {
                                        found.add(ofSam(id, event.path("Properties")));
                                    }
                                }));
        template.all(Types.ROUTE)
                .values()
                .forEach(route -> found.add(ofGateway(route.path("Properties"))));
        return found;
    }

    private Route ofSam(String function, JsonNode event) {
        JsonNode api =
                template.find(Names.id(event.path("ApiId").asText()))
                        .map(resource -> resource.path("Properties"))
                        .orElseThrow();
        String otherwise = api.at("/Auth/DefaultAuthorizer").asText("NONE");
        return new Route(
                names.functionIn("${" + function + "}"),
                event.path("Method").asText() + " " + event.path("Path").asText(),
                event.at("/Auth/Authorizer").asText(otherwise));
    }

    private Route ofGateway(JsonNode route) {
        String integration = Names.id(route.path("Target").asText());
        String uri =
                template.find(integration)
                        .map(found -> found.at("/Properties/IntegrationUri").asText())
                        .orElse("");
        return new Route(
                names.functionIn(uri),
                route.path("RouteKey").asText(),
                route.path("AuthorizationType").asText("NONE"));
    }
}
