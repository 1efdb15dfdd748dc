package dev.belay.functions.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.belay.core.activity.ActivityType;
import dev.belay.functions.support.ActivityRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What the flows of the tests call.
@Singleton
final class Connectors implements ActivitySource {
    private static final ActivityType<JsonNode, JsonNode> INSURE =
            ActivityType.of("shop.insure", JsonNode.class, JsonNode.class);

    /// Idempotency keys of attempts, in order.
    static final List<String> INSURED = new CopyOnWriteArrayList<>();

    @Override
    public void addTo(ActivityRegistry.Builder activities) {
        activities.add(
                INSURE,
                (arguments, attempt) -> {
                    attempt.heartbeat("half of it");
                    attempt.lastHeartbeat(String.class);
                    INSURED.add(attempt.idempotencyKey());
                    return JsonNodeFactory.instance
                            .objectNode()
                            .put("policy", "policy of " + arguments.findPath("item").asText());
                });
    }
}
