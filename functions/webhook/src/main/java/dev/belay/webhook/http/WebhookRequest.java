package dev.belay.webhook.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A request as it came: the bytes of its body are what signatures are about.
///
/// @param method in capitals
/// @param url as the sender used it, with scheme, host and query: some senders sign it
/// @param headers by name in lower case; a header that came twice has two values
/// @param body the raw bytes, never changed after construction
public record WebhookRequest(
        String method, String url, Map<String, List<String>> headers, byte[] body) {
    public WebhookRequest {
        method = method.toUpperCase(Locale.ROOT);
        var lower = new TreeMap<String, List<String>>();
        headers.forEach((name, values) ->
                lower.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                        .addAll(values));
        lower.replaceAll((_, values) -> List.copyOf(values));
        headers = Map.copyOf(lower);
    }

    public List<String> headerValues(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /// The first value.
    public Optional<String> header(String name) {
        return headerValues(name).stream().findFirst();
    }

    /// The media type in lower case, without its parameters; empty where there is none.
    public String mediaType() {
        String value = header("content-type").orElse("");
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /// The path of the url, without host and query.
    public String path() {
        int end = queryStart();
        int scheme = url.indexOf("://");
        int begin = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
        return begin < 0 || begin > end ? "/" : url.substring(begin, end);
    }

    /// What follows the `?`; empty where there is none.
    public String queryText() {
        int start = queryStart();
        if (start == url.length()) {
            return "";
        }
        int fragment = url.indexOf('#', start);
        return url.substring(start + 1, fragment < 0 ? url.length() : fragment);
    }

    private int queryStart() {
        int at = url.indexOf('?');
        return at < 0 ? url.length() : at;
    }

    /// The parameters of the query; none where it cannot be decoded.
    public Fields query() {
        return Fields.parse(queryText()).orElse(Fields.NONE);
    }

    /// The fields of a form, urlencoded or in parts; empty where the body is neither.
    public Optional<Fields> form() {
        return switch (mediaType()) {
            case "application/x-www-form-urlencoded" ->
                    Fields.parse(new String(body, StandardCharsets.UTF_8));
            case "multipart/form-data" -> Multipart.parse(header("content-type").orElse(""), body);
            default -> Optional.empty();
        };
    }

    /// Neither values nor content: they may be secret.
    @Override
    public String toString() {
        return "WebhookRequest(%s, %d headers, %d bytes)"
                .formatted(method, headers.size(), body.length);
    }
}
