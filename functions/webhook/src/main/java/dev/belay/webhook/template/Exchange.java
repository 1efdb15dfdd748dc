package dev.belay.webhook.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.belay.webhook.http.Fields;
import dev.belay.webhook.http.WebhookRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request and what else templates may name. For one thread.
public final class Exchange {
    private final WebhookRequest request;
    private final Map<String, String> options;
    private final @Nullable Source document;
    private final String url;
    private @Nullable Fields query;
    private @Nullable Fields form;
    private boolean formRead;
    private @Nullable JsonNode json;
    private List<String> parts = List.of();
    private @Nullable String time;
    private byte @Nullable [] secret;

    /// @param options settings of the trigger by name; `url` replaces the url of the request where
    ///   the sender used another one
    /// @param document where the JSON is; null for the whole body
    public Exchange(
            WebhookRequest request, Map<String, String> options, @Nullable Source document) {
        this.request = request;
        this.options = Map.copyOf(options);
        this.document = document;
        this.url = options.getOrDefault("url", request.url());
    }

    public WebhookRequest request() {
        return request;
    }

    String url() {
        return url;
    }

    @Nullable String option(String name) {
        return options.get(name);
    }

    Fields query() {
        if (query == null) {
            query = request.query();
        }
        return query;
    }

    public Optional<Fields> form() {
        if (!formRead) {
            form = request.form().orElse(null);
            formRead = true;
        }
        return Optional.ofNullable(form);
    }

    /// The JSON of the request; a missing node where it has none. Before the request is verified
    /// only what verifying needs may be looked at.
    public JsonNode json() {
        if (json == null) {
            byte[] bytes = document == null ? request.body() : document.resolve(this);
            json =
                    Optional.ofNullable(bytes)
                            .flatMap(Json::parse)
                            .orElse(MissingNode.getInstance());
        }
        return json;
    }

    List<String> parts() {
        return parts;
    }

    /// The parts of the signature's header.
    public void parts(List<String> found) {
        parts = List.copyOf(found);
    }

    @Nullable String time() {
        return time;
    }

    /// When the sender says that it signed, as it wrote it.
    public void time(@Nullable String text) {
        time = text;
    }

    byte @Nullable [] secret() {
        return secret;
    }

    /// The secret that sources may use from now on.
    public void secret(byte @Nullable [] value) {
        secret = value;
    }
}
