package dev.belay.core.workflow;

/// A workflow in code. One instance serves one run, so fields may hold its state.
///
/// The code is replayed: it must take time, randomness, ids and everything from outside through its
/// context, and must not start threads of its own.
@FunctionalInterface
public interface Workflow<I, O> {
    O run(WorkflowContext context, I input);
}
