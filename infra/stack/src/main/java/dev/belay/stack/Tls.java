package dev.belay.stack;

import com.fasterxml.jackson.databind.JsonNode;

/// Whether a resource's own policy refuses what does not come over TLS.
final class Tls {
    private Tls() {}

    /// @param about the property of the policy that names the resource
    static boolean isOnly(Template template, String policyType, String about, String id) {
        for (JsonNode policy : template.all(policyType).values()) {
            JsonNode own = policy.path("Properties");
            for (JsonNode resource : Grants.list(own.path(about))) {
                if (Names.id(resource.asText()).equals(id) && refuses(own)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean refuses(JsonNode policy) {
        for (JsonNode statement : Grants.list(policy.path("PolicyDocument").path("Statement"))) {
            JsonNode secure = statement.path("Condition").path("Bool").path("aws:SecureTransport");
            if (statement.path("Effect").asText().equals("Deny")
                    && secure.asText().equals("false")) {
                return true;
            }
        }
        return false;
    }
}
