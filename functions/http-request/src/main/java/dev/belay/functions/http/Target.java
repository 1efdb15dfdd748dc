package dev.belay.functions.http;

import dev.belay.core.activity.ActivityException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// An address that a request may name. Messages show its origin only: paths and queries hold
/// secrets as often as not.
record Target(URI uri) {
    static Target of(String url, Map<String, String> query) {
        URI uri = parse(url);
        if (query.isEmpty()) {
            return checked(uri);
        }
        String added =
                new TreeMap<>(query)
                        .entrySet().stream()
                                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                                .collect(Collectors.joining("&"));
        String plain = uri.toString();
        int fragment = plain.indexOf('#');
        plain = fragment < 0 ? plain : plain.substring(0, fragment);
        return checked(parse(plain + (uri.getRawQuery() == null ? "?" : "&") + added));
    }

    /// Where a redirect leads.
    Target redirected(String location) {
        Target next = checked(uri.resolve(parse(location)));
        if (uri.getScheme().equals("https") && next.uri.getScheme().equals("http")) {
            throw ActivityException.permanent(
                    HttpRequestActivity.REDIRECT,
                    "%s redirects from https to http, which would send the request in the clear"
                            .formatted(origin()));
        }
        return next;
    }

    /// Scheme, host and port.
    String origin() {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return "%s://%s%s".formatted(uri.getScheme(), uri.getHost(), port);
    }

    private static Target checked(URI uri) {
        String scheme = uri.getScheme();
        if (scheme == null || !scheme.toLowerCase(Locale.ROOT).matches("https?")) {
            throw invalid("its scheme is not http or https");
        }
        if (uri.getRawUserInfo() != null) {
            throw invalid("it holds credentials; send them in an authorization header");
        }
        if (uri.getHost() == null) {
            throw invalid("it has no host, or one that is no valid name");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw invalid("its port is not one");
        }
        return new Target(lowerScheme(uri));
    }

    private static URI lowerScheme(URI uri) {
        String scheme = uri.getScheme();
        String rest = uri.toString().substring(scheme.length());
        return URI.create(scheme.toLowerCase(Locale.ROOT) + rest);
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw invalid(
                    "it has a character that does not belong there, at %d".formatted(e.getIndex()));
        }
    }

    private static ActivityException invalid(String why) {
        return ActivityException.permanent(
                HttpRequestActivity.INVALID, "the address cannot be requested: " + why);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
