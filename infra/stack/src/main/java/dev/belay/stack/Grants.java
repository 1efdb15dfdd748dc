package dev.belay.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.stack.Stack.Grant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What functions are allowed: by policies within their role, and by those attached to it.
final class Grants {
    private final Template template;
    private final Names names;
    private final List<Grant> grants = new ArrayList<>();

    private Grants(Template template, Names names) {
        this.template = template;
        this.names = names;
    }

    static List<Grant> of(Template template, Names names) {
        return new Grants(template, names).all();
    }

    private List<Grant> all() {
        SortedMap<String, JsonNode> functions = new TreeMap<>(template.all(Types.SAM_FUNCTION));
        functions.putAll(template.all(Types.FUNCTION));
        functions.forEach((id, function) -> {
            String name = Names.function(id, function);
            String role = Names.id(function.path("Properties").path("Role").asText());
            template.find(role)
                    .ifPresent(found ->
                            found.path("Properties")
                                    .path("Policies")
                                    .forEach(policy -> add(name, policy)));
            template.all(Types.POLICY)
                    .values()
                    .forEach(policy -> {
                        if (attached(policy, role)) {
                            add(name, policy.path("Properties"));
                        }
                    });
        });
        return grants.stream().distinct().sorted(GRANTS).toList();
    }

    private static final Comparator<Grant> GRANTS =
            Comparator.comparing(Grant::function)
                    .thenComparing(Grant::action)
                    .thenComparing(Grant::resource);

    private static boolean attached(JsonNode policy, String role) {
        for (JsonNode there : policy.path("Properties").path("Roles")) {
            if (Names.id(there.asText()).equals(role)) {
                return true;
            }
        }
        return false;
    }

    private void add(String function, JsonNode policy) {
        for (JsonNode statement : list(policy.path("PolicyDocument").path("Statement"))) {
            if (statement.path("Effect").asText().equals("Allow")) {
                for (JsonNode action : list(statement.path("Action"))) {
                    for (JsonNode resource : list(statement.path("Resource"))) {
                        grants.add(
                                new Grant(
                                        function,
                                        action.asText(),
                                        names.canonical(resource.asText())));
                    }
                }
            }
        }
    }

    /// One or many: policies may say either.
    static Iterable<JsonNode> list(JsonNode node) {
        return node.isArray() ? node : List.of(node);
    }
}
