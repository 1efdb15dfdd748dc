package dev.belay.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.belay.core.codec.FieldReader;
import dev.belay.core.codec.FieldWriter;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// One described object as one JSON document.
final class JsonDocuments {
    private JsonDocuments() {}

    static <T> String write(T value, BiConsumer<FieldWriter, T> fields) {
        return write(value, fields, false);
    }

    /// Over several lines, indented by two blanks, the same on every platform.
    static <T> String writeIndented(T value, BiConsumer<FieldWriter, T> fields) {
        return write(value, fields, true) + "\n";
    }

    private static <T> String write(T value, BiConsumer<FieldWriter, T> fields, boolean indented) {
        var text = new StringWriter();
        try (JsonGenerator out = SourceNode.FACTORY.createGenerator(text)) {
            if (indented) {
                var indenter = new DefaultIndenter("  ", "\n");
                out.setPrettyPrinter(
                        new DefaultPrettyPrinter()
                                .withObjectIndenter(indenter)
                                .withArrayIndenter(indenter));
            }
            new JsonFieldWriter(out).root(value, fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /// @param what the document should be, for messages
    /// @throws BelayException `UNSUPPORTED_HISTORY` when a newer build wrote it,
    ///   `UNREADABLE_HISTORY` when it is damaged
    static <T> T read(String what, String document, Function<FieldReader, T> fields) {
        SourceNode node;
        try {
            node = SourceNode.parse(document);
        } catch (IOException e) {
            // What the parser says would quote the document.
            throw new BelayException(
                    ErrorCode.UNREADABLE_HISTORY,
                    "the %s is not a JSON document%s".formatted(what, place(e)));
        }
        return JsonFieldReader.read(document, node, "", fields);
    }

    private static String place(IOException e) {
        return e instanceof JsonProcessingException json && json.getLocation() != null
                ? "; reading stopped at line %d, column %d"
                        .formatted(json.getLocation().getLineNr(), json.getLocation().getColumnNr())
                : "";
    }
}
