package dev.belay.webhook.verify;

import dev.belay.webhook.sender.Scheme;
import dev.belay.webhook.template.Exchange;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// What a request carries as signatures.
///
/// @param present how many values there were
/// @param parts of all values
/// @param texts of the parts that are signatures
/// @param decoded those of them that could be
record Signatures(int present, List<String> parts, List<String> texts, List<byte[]> decoded) {
    /// Signatures of one request that are tried.
    private static final int CANDIDATES_MAX = 16;

    static Signatures of(Scheme.Signature where, Exchange exchange) {
        List<String> values =
                where.sources().stream()
                        .flatMap(source -> source.all(exchange).stream())
                        .limit(where.every() ? Integer.MAX_VALUE : CANDIDATES_MAX)
                        .toList();
        var parts = new ArrayList<String>();
        for (String value : values) {
            Arrays.stream(split(value, where.separator())).map(String::strip).forEach(parts::add);
        }
        List<String> texts =
                parts.stream()
                        .filter(part -> part.startsWith(where.prefix()))
                        .map(part -> part.substring(where.prefix().length()))
                        .limit(where.every() ? Integer.MAX_VALUE : CANDIDATES_MAX)
                        .toList();
        List<byte[]> decoded =
                texts.stream().flatMap(t -> where.encoding().decode(t).stream()).toList();
        return new Signatures(values.size(), parts, texts, decoded);
    }

    private static String[] split(String value, String separator) {
        return separator.isEmpty()
                ? new String[] {value}
                : value.split(Pattern.quote(separator), 4 * CANDIDATES_MAX);
    }

    boolean complete() {
        return decoded.size() == present;
    }

    static boolean any(List<byte[]> sent, byte[] expected) {
        boolean found = false;
        for (byte[] each : sent) {
            found |= MessageDigest.isEqual(each, expected);
        }
        return found;
    }

    static boolean all(List<byte[]> sent, byte[] expected) {
        boolean all = true;
        for (byte[] each : sent) {
            all &= MessageDigest.isEqual(each, expected);
        }
        return all;
    }
}
