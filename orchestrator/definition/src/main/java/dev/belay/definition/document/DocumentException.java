package dev.belay.definition.document;

/// A document could not be loaded. The message says why in words an author can act on.
public final class DocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DocumentException(String message) {
        super(message);
    }
}
