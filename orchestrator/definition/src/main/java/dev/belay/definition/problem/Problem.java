package dev.belay.definition.problem;

import dev.belay.definition.text.Position;

/// One thing that is wrong with a definition.
///
/// @param pointer the JSON pointer of what is wrong
/// @param message what is wrong, in a sentence without a full stop
/// @param fix what to write instead
public record Problem(
        ProblemCode code,
        Severity severity,
        Position position,
        String pointer,
        String message,
        String fix) {
    private static final int CHARS_MAX = 600;

    /// The same without what a long name or text in the definition would make of it.
    Problem abbreviated() {
        return new Problem(code, severity, position, pointer, abbreviate(message), abbreviate(fix));
    }

    private static String abbreviate(String text) {
        return text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX) + "…";
    }

    /// `12:5 FLOW-302 'then' names no task 'shop'; did you mean 'ship'? (/do/0/charge/then)`.
    @Override
    public String toString() {
        return "%s%s %s %s; %s (%s)"
                .formatted(
                        severity == Severity.WARNING ? "warning " : "",
                        position,
                        code.code(),
                        message,
                        fix,
                        pointer.isEmpty() ? "/" : pointer);
    }
}
