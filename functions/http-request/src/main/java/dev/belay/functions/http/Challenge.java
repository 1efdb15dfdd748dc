package dev.belay.functions.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of the ways to prove an identity that a `WWW-Authenticate` header offers.
///
/// @param scheme lower-case
/// @param parameters under lower-case names
record Challenge(String scheme, Map<String, String> parameters) {
    private static final int HEADER_CHARS_MAX = 8_192;
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]++";
    private static final Pattern PART =
            Pattern.compile(
                    "\\G[\\s,]*+(?:(%1$s)\\s*+=\\s*+(\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s,\"]*+)|(%1$s))"
                            .formatted(TOKEN));
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    /// As far as the header can be read.
    static List<Challenge> all(String header) {
        List<Challenge> all = new ArrayList<>();
        if (header.length() > HEADER_CHARS_MAX) {
            return all;
        }
        Matcher part = PART.matcher(header);
        while (part.find()) {
            if (part.group(3) != null) {
                all.add(new Challenge(part.group(3).toLowerCase(Locale.ROOT), new HashMap<>()));
            } else if (!all.isEmpty()) {
                all.getLast()
                        .parameters
                        .putIfAbsent(part.group(1).toLowerCase(Locale.ROOT), plain(part.group(2)));
            }
        }
        return all;
    }

    private static String plain(String value) {
        return value.length() >= 2 && value.startsWith("\"")
                ? ESCAPED.matcher(value.substring(1, value.length() - 1)).replaceAll("$1")
                : value;
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
