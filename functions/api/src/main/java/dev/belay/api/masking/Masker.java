package dev.belay.api.masking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Replaces the values of fields whose names say that they are nobody's business. Looks at names
/// only: a secret in a field of another name, in a text, or in a failure's message is shown.
public final class Masker {
    public static final String MASK = "[masked]";

    /// Masked in every workspace.
    public static final List<String> ALWAYS =
            List.of(
                    "access_token",
                    "api_key",
                    "authorization",
                    "card_number",
                    "client_secret",
                    "cookie",
                    "credentials",
                    "cvc",
                    "cvv",
                    "iban",
                    "id_token",
                    "passphrase",
                    "passwd",
                    "password",
                    "pin",
                    "private_key",
                    "refresh_token",
                    "secret",
                    "secret_key",
                    "session_token",
                    "set_cookie",
                    "ssn",
                    "token",
                    "x_api_key");

    private final Set<String> names = new HashSet<>();

    /// @param more names besides [#ALWAYS]
    public Masker(Collection<String> more) {
        ALWAYS.forEach(name -> names.add(plain(name)));
        more.forEach(name -> names.add(plain(name)));
    }

    /// Names are the same in any case, with or without `_` and `-`.
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /// The value without what is sensitive. Changes it in place where it can.
    public JsonNode mask(JsonNode value) {
        if (value instanceof ObjectNode object) {
            for (var field : object.properties()) {
                field.setValue(
                        names.contains(plain(field.getKey())) && !field.getValue().isNull()
                                ? TextNode.valueOf(MASK)
                                : mask(field.getValue()));
            }
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, mask(array.get(i)));
            }
        }
        return value;
    }

    /// An event of a history: its payloads and its memo are masked. Of a payload that is no JSON,
    /// nothing is shown; one that is stored apart shows its digest and size.
    public JsonNode maskEvent(JsonNode event) {
        if (event instanceof ObjectNode object) {
            if (object.size() == 1 && object.has("json")) {
                object.set("json", mask(object.path("json")));
                return object;
            }
            if (object.size() == 1 && object.has("base64")) {
                object.put("base64", MASK);
                return object;
            }
            for (var field : object.properties()) {
                field.setValue(
                        "memo".equals(field.getKey())
                                ? mask(field.getValue())
                                : maskEvent(field.getValue()));
            }
        } else if (event instanceof ArrayNode array) {
            array.forEach(this::maskEvent);
        }
        return event;
    }
}
