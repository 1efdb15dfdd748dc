package dev.belay.functions.http;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.core.activity.ActivityException;
import dev.belay.core.error.BelayException;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadCodec;
import dev.belay.flow.secret.SecretReferences;
import dev.belay.functions.http.secret.SecretStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The secrets of one attempt. Each one that is used is hidden from then on.
final class Secrets {
    private static final Pattern DOT = Pattern.compile("\\.");

    private final SecretStore store;
    private final Workspace workspace;
    private final PayloadCodec codec;
    final Redaction redaction = new Redaction();

    Secrets(SecretStore store, Workspace workspace, PayloadCodec codec) {
        this.store = store;
        this.workspace = workspace;
        this.codec = codec;
    }

    HttpRequest resolved(HttpRequest request) {
        if (request.withoutSecrets()) {
            return request;
        }
        HttpRequest resolved =
                request.withUrl(resolved(request.url()))
                        .withHeaders(resolved(request.headers()))
                        .withQuery(resolved(request.query()));
        Object body = value(request.body());
        Map<String, Object> authentication = request.authentication();
        return resolved.withBody(body)
                .withAuthentication(authentication == null ? null : members(authentication));
    }

    private Map<String, String> resolved(Map<String, String> texts) {
        Map<String, String> resolved = LinkedHashMap.newLinkedHashMap(texts.size());
        texts.forEach((name, text) -> resolved.put(name, resolved(text)));
        return resolved;
    }

    private String resolved(String text) {
        var node = TextNode.valueOf(text);
        if (!SecretReferences.in(node)) {
            return text;
        }
        var left = SecretReferences.resolve(node, this::used);
        if (SecretReferences.in(left)) {
            throw invalid("it holds part of a reference to a secret");
        }
        return left.textValue();
    }

    private @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> resolved(text);
            case List<?> elements -> {
                List<@Nullable Object> resolved = new ArrayList<>(elements.size());
                elements.forEach(element -> resolved.add(value(element)));
                yield resolved;
            }
            case Map<?, ?> members -> members(members);
            default -> value;
        };
    }

    private Map<String, Object> members(Map<?, ?> members) {
        Map<String, Object> resolved = LinkedHashMap.newLinkedHashMap(members.size());
        members.forEach((name, member) -> {
            Object value = value(member);
            if (value != null) {
                resolved.put(resolved(String.valueOf(name)), value);
            }
        });
        return resolved;
    }

    private String used(String path) {
        String text = text(path);
        redaction.hide(text);
        return text;
    }

    private String text(String path) {
        String[] names = DOT.split(path, -1);
        String whole = stored(names[0]);
        if (names.length == 1) {
            return whole;
        }
        @Nullable Object at = parsed(names[0], whole);
        for (int i = 1; i < names.length; i++) {
            at = at instanceof Map<?, ?> members ? members.get(names[i]) : null;
        }
        return switch (at) {
            case null -> throw invalid("the secret '%s' has no such member".formatted(path));
            case String text -> text;
            default -> new String(codec.write(at), StandardCharsets.UTF_8);
        };
    }

    /// All of a secret that is an object. Whoever asks hides what is in it.
    Map<?, ?> object(String name) {
        if (parsed(name, stored(name)) instanceof Map<?, ?> members) {
            return members;
        }
        throw invalid("the secret '%s' is no JSON object".formatted(name));
    }

    private @Nullable Object parsed(String name, String whole) {
        try {
            return codec.read(whole.getBytes(StandardCharsets.UTF_8), Object.class);
        } catch (BelayException e) {
            throw invalid("the secret '%s' is no JSON, so it has no members".formatted(name));
        }
    }

    private String stored(String name) {
        return store.secret(workspace, name)
                .orElseThrow(() ->
                        invalid(
                                "workspace '%s' has no secret '%s' where the activity runs"
                                        .formatted(workspace, name)));
    }

    static ActivityException invalid(String why) {
        return ActivityException.permanent(
                HttpRequestActivity.INVALID, "the request cannot be sent: " + why);
    }
}
