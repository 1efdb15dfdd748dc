package dev.belay.definition.compile;

import dev.belay.definition.document.DocumentException;
import dev.belay.definition.document.DocumentLoader;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import dev.belay.definition.text.Source;
import dev.belay.definition.text.SourceNode;
import dev.belay.definition.text.SourceReader;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The documents that one definition refers to, each loaded once.
final class Documents {
    private static final int DOCUMENTS_MAX = 20;

    private final DocumentLoader loader;
    private final SourceReader reader;
    private final Problems problems;
    private final Map<String, Optional<Source>> loaded = new HashMap<>();

    Documents(DocumentLoader loader, SourceReader reader, Problems problems) {
        this.loader = loader;
        this.reader = reader;
        this.problems = problems;
    }

    /// The document at an `endpoint`, which is a URI or an object with one; nothing, and a problem
    /// at `endpoint`, if it cannot be had.
    Optional<Source> at(SourceNode endpoint) {
        String uri = endpoint.isText() ? endpoint.text() : endpoint.text("uri").orElse("");
        return at(endpoint, uri);
    }

    Optional<Source> at(SourceNode reported, String uri) {
        if (uri.contains("{")) {
            return unavailable(reported, "its address is not known before the flow runs");
        }
        if (loaded.size() >= DOCUMENTS_MAX && !loaded.containsKey(uri)) {
            return unavailable(
                    reported,
                    "a flow may refer to %d documents at the most".formatted(DOCUMENTS_MAX));
        }
        Optional<Source> known = loaded.get(uri);
        if (known != null) {
            return known;
        }
        Optional<Source> source = load(reported, uri);
        loaded.put(uri, source);
        return source;
    }

    private Optional<Source> load(SourceNode reported, String uri) {
        try {
            var unreadable = new Problems();
            Optional<Source> source = reader.read(loader.load(URI.create(uri)), unreadable);
            if (unreadable.hasErrors()) {
                return unavailable(
                        reported,
                        "it is neither YAML nor JSON: " + unreadable.errors().getFirst().message());
            }
            return source;
        } catch (DocumentException failed) {
            return unavailable(reported, String.valueOf(failed.getMessage()));
        } catch (IllegalArgumentException noUri) {
            return unavailable(reported, "its address is no URI");
        }
    }

    private Optional<Source> unavailable(SourceNode reported, String why) {
        problems.at(
                reported,
                ProblemCode.DOCUMENT_UNAVAILABLE,
                "the document cannot be had: " + why,
                "give an address that can be read when the flow is published, or write the content in place");
        return Optional.empty();
    }
}
