package dev.belay.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A JSON value that knows where in its document it stands, so that an embedded payload can be cut
/// out exactly as it was put in. Jackson's own tree forgets `1.00` and `1e3`.
sealed interface SourceNode {
    /// Deeper documents are refused. A payload may be no deeper than [#PAYLOAD_DEPTH_MAX], so that
    /// what was written around it never makes the whole unreadable.
    int DEPTH_MAX = 500;

    int PAYLOAD_DEPTH_MAX = 300;

    JsonFactory FACTORY =
            new JsonFactoryBuilder()
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxStringLength(64 * 1024 * 1024)
                                    .build())
                    .build();

    record Members(Map<String, SourceNode> values, int from, int to) implements SourceNode {}

    record Elements(List<SourceNode> values, int from, int to) implements SourceNode {}

    record Scalar(JsonToken token, String text, int from, int to) implements SourceNode {}

    /// Where the value begins in its document.
    int from();

    /// Where the value ends in its document, exclusive.
    int to();

    /// @throws IOException when the text is anything but one JSON value
    static SourceNode parse(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            SourceNode node = value(parser);
            if (parser.nextToken() != null) {
                throw new IOException("more than one value");
            }
            return node;
        }
    }

    private static SourceNode value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("no value");
        }
        int from = (int) parser.currentTokenLocation().getCharOffset();
        if (token == JsonToken.START_OBJECT) {
            var values = new LinkedHashMap<String, SourceNode>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                values.put(name, value(parser));
            }
            return new Members(values, from, end(parser));
        }
        if (token == JsonToken.START_ARRAY) {
            var values = new ArrayList<SourceNode>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(value(parser));
            }
            return new Elements(values, from, end(parser));
        }
        // Asking for the text makes the parser read the token to its end.
        String text = parser.getText();
        return new Scalar(token, text, from, end(parser));
    }

    private static int end(JsonParser parser) {
        return (int) parser.currentLocation().getCharOffset();
    }
}
