package dev.belay.webhook.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text fields of a `multipart/form-data` body. Files are left out.
final class Multipart {
    private static final int PARTS_MAX = 200;
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))");
    private static final Pattern NAME = Pattern.compile("[;\\s]name=\"([^\"]{0,200})\"");

    private Multipart() {}

    /// Empty where the body has no such form.
    static Optional<Fields> parse(String contentType, byte[] body) {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String boundary = "--" + (matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        // One character a byte, so that positions stay what they are.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        var found = new LinkedHashMap<String, List<String>>();
        int at = text.indexOf(boundary);
        for (int i = 0; i < PARTS_MAX && at >= 0; i++) {
            int begin = at + boundary.length();
            int next = text.indexOf("\r\n" + boundary, begin);
            if (next < 0) {
                break;
            }
            part(text.substring(begin, next), found);
            at = next + 2;
        }
        return Optional.of(new Fields(found));
    }

    private static void part(String part, Map<String, List<String>> found) {
        int end = part.indexOf("\r\n\r\n");
        if (end < 0) {
            return;
        }
        String head = part.substring(0, end);
        Matcher name = NAME.matcher(head);
        if (name.find() && !head.contains("filename=")) {
            found.computeIfAbsent(utf8(name.group(1)), _ -> new ArrayList<>())
                    .add(utf8(part.substring(end + 4)));
        }
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
