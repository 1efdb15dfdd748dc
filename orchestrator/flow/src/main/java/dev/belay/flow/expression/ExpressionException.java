package dev.belay.flow.expression;

/// An expression could not be compiled or evaluated. The message never holds a value that the
/// expression saw.
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public enum Kind {
        /// It does not compile.
        SYNTAX,
        /// It does not fit the data: a missing function argument, a wrong type, `error`.
        FAILED,
        /// It went over what [EvaluationScope] allows.
        TOO_MUCH
    }

    public ExpressionException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
