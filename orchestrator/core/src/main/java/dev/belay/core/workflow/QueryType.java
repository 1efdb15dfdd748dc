package dev.belay.core.workflow;

/// A read-only question to a run.
public record QueryType<A, R>(String name, Class<A> argument, Class<R> answer) {
    public static <A, R> QueryType<A, R> of(String name, Class<A> argument, Class<R> answer) {
        return new QueryType<>(name, argument, answer);
    }

    /// A question that needs no argument.
    public static <R> QueryType<Void, R> of(String name, Class<R> answer) {
        return new QueryType<>(name, Void.class, answer);
    }
}
