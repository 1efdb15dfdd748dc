package dev.belay.functions.http;

import dev.belay.core.activity.ActivityException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a request says about itself.
final class RequestHeaders {
    static final String IDEMPOTENCY_KEY = "idempotency-key";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}");

    /// What decides where a message ends or goes is the client's to say.
    private static final Set<String> RESERVED =
            Set.of(
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "keep-alive",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    /// What another origin may see. An allow list, because keys travel under any name.
    private static final Set<String> HARMLESS =
            Set.of("accept", "accept-language", "content-type", "user-agent", IDEMPOTENCY_KEY);

    private RequestHeaders() {}

    /// Under lower-case names.
    static Map<String, String> checked(Map<String, String> given) {
        var headers = new TreeMap<String, String>();
        given.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!NAME.matcher(name).matches() || RESERVED.contains(lower)) {
                throw invalid(name, "cannot be set");
            }
            if (value.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
                throw invalid(name, "holds a control character");
            }
            headers.put(lower, value);
        });
        return headers;
    }

    /// What is left of them on the way to another origin.
    static Map<String, String> harmless(Map<String, String> headers) {
        var left = new TreeMap<>(headers);
        left.keySet().retainAll(HARMLESS);
        return left;
    }

    private static ActivityException invalid(String name, String why) {
        return ActivityException.permanent(
                HttpRequestActivity.INVALID,
                "header '%s' %s".formatted(NAME.matcher(name).matches() ? name : "…", why));
    }
}
