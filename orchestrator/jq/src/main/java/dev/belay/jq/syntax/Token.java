package dev.belay.jq.syntax;

/// A word of a program.
///
/// @param text without the sign in front: `name` for `$name`, `.name` and `@name`
/// @param at where it begins, in characters
record Token(Kind kind, String text, int at) {
    enum Kind {
        NUMBER,
        /// The quote that opens a string; the parser reads on from there.
        QUOTE,
        NAME,
        FIELD,
        VARIABLE,
        FORMAT,
        SIGN,
        END
    }

    boolean is(String sign) {
        return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
    }

    /// As the author wrote it.
    String shown() {
        return switch (kind) {
            case END -> "the end";
            case QUOTE -> "a string";
            case FIELD -> "'." + text + "'";
            case VARIABLE -> "'$" + text + "'";
            case FORMAT -> "'@" + text + "'";
            case NUMBER, NAME, SIGN -> "'" + text + "'";
        };
    }
}
