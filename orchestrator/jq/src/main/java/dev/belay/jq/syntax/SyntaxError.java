package dev.belay.jq.syntax;

/// A program that cannot be compiled, with the place and what to write instead.
public final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private SyntaxError(String message) {
        super(message, null, false, false);
    }

    static SyntaxError at(String source, int where, String what) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < where && i < source.length(); i++) {
            column = source.charAt(i) == '\n' ? 1 : column + 1;
            line += source.charAt(i) == '\n' ? 1 : 0;
        }
        return new SyntaxError("line %d, column %d: %s".formatted(line, column, what));
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
