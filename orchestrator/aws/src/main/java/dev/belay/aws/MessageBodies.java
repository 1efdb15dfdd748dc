package dev.belay.aws;

import dev.belay.core.message.QueueMessage;
import dev.belay.json.JsonMessages;
import java.util.HexFormat;

/// How messages travel as text: as JSON, without the few characters that SQS refuses.
public final class MessageBodies {
    private MessageBodies() {}

    public static String write(QueueMessage message) {
        String json = JsonMessages.write(message);
        return json.codePoints().allMatch(MessageBodies::isAllowed) ? json : escape(json);
    }

    public static QueueMessage read(String body) {
        return JsonMessages.read(body);
    }

    /// What XML 1.0 allows. Half of a surrogate pair comes as a code point of its own, and is not.
    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x1_0000;
    }

    /// Such a character can only be inside a string, where JSON has another way to write it.
    private static String escape(String json) {
        var text = new StringBuilder(json.length() + 16);
        json.codePoints()
                .forEach(c -> {
                    if (isAllowed(c)) {
                        text.appendCodePoint(c);
                    } else {
                        text.append("\\u").append(HexFormat.of().toHexDigits((char) c));
                    }
                });
        return text.toString();
    }
}
