package dev.belay.definition.document;

import java.net.URI;

/// Brings the text of a document that a definition refers to. It is asked while a flow is
/// published, never while one runs: what it gave is part of the plan.
@FunctionalInterface
public interface DocumentLoader {
    /// Refuses everything: for a host that publishes only definitions that stand on their own.
    DocumentLoader NONE =
            uri -> {
                throw new DocumentException("this installation loads no documents");
            };

    /// @return YAML or JSON
    /// @throws DocumentException if there is none, it is too large, or its address is forbidden
    String load(URI uri);
}
