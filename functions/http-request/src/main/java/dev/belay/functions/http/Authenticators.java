package dev.belay.functions.http;

import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadCodec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes of a request's `authentication` what proves it.
final class Authenticators {
    private static final Set<String> SENSITIVE =
            Set.of("username", "password", "token", "secret", "assertion");

    private final Tokens tokens;
    private final PayloadCodec codec;

    Authenticators(Tokens tokens, PayloadCodec codec) {
        this.tokens = tokens;
        this.codec = codec;
    }

    Authenticator of(
            @Nullable Map<String, Object> authentication, Workspace workspace, Secrets secrets) {
        if (authentication == null) {
            return Authenticator.NONE;
        }
        Fields fields = complete(authentication, secrets);
        String scheme = fields.required("scheme").toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "basic" -> basic(fields, secrets.redaction);
            case "bearer" -> bearer(fields.required("token"), secrets.redaction);
            case "digest" ->
                    new DigestAuthenticator(
                            fields.required("username"), fields.text("password", ""));
            case "oauth2", "oidc" ->
                    new TokenAuthenticator(
                            tokens,
                            TokenGrant.of(fields, scheme.equals("oidc")),
                            new Tokens.Key(
                                    workspace, Digests.sha256(codec.write(fields.members()))),
                            secrets.redaction);
            default ->
                    throw Secrets.invalid(
                            "its authentication's 'scheme' is not basic, bearer, digest, oauth2 or oidc");
        };
    }

    private static Fields complete(Map<String, Object> authentication, Secrets secrets) {
        var fields = new Fields(authentication);
        String name = fields.text("use");
        if (name == null) {
            return fields;
        }
        Map<Object, Object> all = new LinkedHashMap<>(secrets.object(name));
        hide(all, secrets.redaction);
        all.put("scheme", fields.required("scheme"));
        return new Fields(all);
    }

    private static void hide(Map<?, ?> members, Redaction redaction) {
        members.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                hide(inner, redaction);
            } else if (name instanceof String text && SENSITIVE.contains(text)) {
                redaction.hide(String.valueOf(value));
            }
        });
    }

    private static Authenticator basic(Fields fields, Redaction redaction) {
        String username = fields.required("username");
        if (username.indexOf(':') >= 0) {
            throw Secrets.invalid("its authentication's 'username' holds a colon");
        }
        String pair = username + ":" + fields.text("password", "");
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        redaction.hide(encoded);
        return new Authenticator.Header("authorization", "Basic " + encoded);
    }

    private static Authenticator bearer(String token, Redaction redaction) {
        redaction.hide(token);
        return new Authenticator.Header("authorization", "Bearer " + token);
    }
}
