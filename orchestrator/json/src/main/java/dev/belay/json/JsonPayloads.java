package dev.belay.json;

import dev.belay.core.model.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Decides which payloads can stand in a document as they are.
final class JsonPayloads {
    static final String JSON = "json";
    static final String BASE64 = "base64";
    static final String SHA256 = "sha256";
    static final String SIZE = "size";

    private JsonPayloads() {}

    /// The payload as text to embed, or null where reading it back would not give the same bytes:
    /// it is not JSON, not UTF-8, surrounded by blanks, too deep, or holds characters that queues
    /// refuse.
    static @Nullable String embeddable(Payload.Inline payload) {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(payload.bytes()))
                            .toString();
            return travels(text) && standsAlone(text) ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /// Queues carry the characters of XML only.
    private static boolean travels(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '\uFFFE') {
                return false;
            }
        }
        return true;
    }

    /// Reads the text the way it will be read out of its document later.
    private static boolean standsAlone(String text) {
        try {
            if (SourceNode.parse("[" + text + "]") instanceof SourceNode.Elements list
                    && list.values().size() == 1) {
                SourceNode only = list.values().getFirst();
                return only.from() == 1
                        && only.to() == text.length() + 1
                        && depth(only) <= SourceNode.PAYLOAD_DEPTH_MAX;
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static int depth(SourceNode node) {
        return switch (node) {
            case SourceNode.Members(var values, _, _) ->
                    1 + values.values().stream().mapToInt(JsonPayloads::depth).max().orElse(0);
            case SourceNode.Elements(var values, _, _) ->
                    1 + values.stream().mapToInt(JsonPayloads::depth).max().orElse(0);
            case SourceNode.Scalar _ -> 0;
        };
    }
}
