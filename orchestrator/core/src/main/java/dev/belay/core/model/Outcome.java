package dev.belay.core.model;

/// How an activity attempt, a local activity or a child run ended.
public sealed interface Outcome {
    record Completed(Payload result) implements Outcome {}

    record Failed(Failure failure) implements Outcome {}
}
