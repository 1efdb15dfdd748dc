package dev.belay.core.workflow;

/// A message into a run, as code names it: workflows await it, callers send it.
public record SignalType<T>(String name, Class<T> content) {
    public static <T> SignalType<T> of(String name, Class<T> content) {
        return new SignalType<>(name, content);
    }
}
