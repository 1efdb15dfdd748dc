package dev.belay.core.workflow;

/// A signal that the run validates before it accepts it, and answers with a result.
public record UpdateType<A, R>(String name, Class<A> argument, Class<R> answer) {
    public static <A, R> UpdateType<A, R> of(String name, Class<A> argument, Class<R> answer) {
        return new UpdateType<>(name, argument, answer);
    }
}
