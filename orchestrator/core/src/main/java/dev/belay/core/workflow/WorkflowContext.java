package dev.belay.core.workflow;

import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.model.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// All that workflow code can do and know. Everything here is recorded or derived from what is, so
/// the same history gives the same run.
public interface WorkflowContext {
    RunInfo info();

    // ---- activities

    /// Calls an activity and waits for its result.
    ///
    /// @throws ActivityFailedException when no further attempt is allowed
    /// @throws CancelledException when the scope is cancelled first
    default <I, O> O call(ActivityType<I, O> activity, I input) {
        return start(activity, input).get();
    }

    default <I, O> O call(ActivityType<I, O> activity, I input, ActivityOptions options) {
        return start(activity.with(options), input).get();
    }

    /// Calls an activity and goes on.
    <I, O> Promise<O> start(ActivityType<I, O> activity, I input);

    /// Runs `code` inside the orchestrator and records how it ended: no message, for work that
    /// takes milliseconds and may be repeated. Retries follow the policy, with durable pauses.
    <I, O> O callLocal(
            String name, I input, Class<O> output, RetryPolicy retry, Activity<I, O> code);

    default <I, O> O callLocal(String name, I input, Class<O> output, Activity<I, O> code) {
        return callLocal(
                name, input, output, RetryPolicy.exponential(3, Duration.ofSeconds(1)), code);
    }

    // ---- time

    /// The time of the decision that is being made; it does not move while code runs.
    Instant now();

    void sleep(Duration duration);

    /// A timer to wait for later, or to race.
    Promise<Instant> timer(Duration duration);

    // ---- signals, queries, updates

    /// The next signal of this name, in order of acceptance; one that came before it was asked for
    /// counts.
    <T> T awaitSignal(SignalType<T> signal);

    /// As [#awaitSignal(SignalType)], but empty when none came within `timeout`.
    <T> Optional<T> awaitSignal(SignalType<T> signal, Duration timeout);

    /// Runs `handler` for each signal of this name, in a branch of its own, those included that
    /// came before.
    <T> void onSignal(SignalType<T> signal, Consumer<T> handler);

    /// Answers queries. The handler must only read.
    <A, R> void onQuery(QueryType<A, R> query, Function<A, R> handler);

    /// Answers updates. The validator only reads, and refuses by throwing; the handler runs in a
    /// branch of its own and may wait.
    <A, R> void onUpdate(UpdateType<A, R> update, Consumer<A> validator, Function<A, R> handler);

    /// Waits until `condition` holds. It is looked at again whenever something happened to the run.
    void await(BooleanSupplier condition);

    /// @return false when `timeout` passed first
    boolean await(BooleanSupplier condition, Duration timeout);

    // ---- children and other runs

    default <I, O> O callChild(WorkflowType<I, O> workflow, I input) {
        return startChild(workflow, input, ChildOptions.DEFAULT).get();
    }

    default <I, O> O callChild(WorkflowType<I, O> workflow, I input, ChildOptions options) {
        return startChild(workflow, input, options).get();
    }

    /// Starts a child run and goes on; the promise is for its result.
    ///
    /// @throws ChildFailedException (from the promise) when it does not complete
    <I, O> Promise<O> startChild(WorkflowType<I, O> workflow, I input, ChildOptions options);

    /// Sends a signal to the open run of a workflow id in this workspace, and waits until it is
    /// accepted there.
    ///
    /// @throws WorkflowException when there is no such run, or it is closed
    <T> void signal(WorkflowId target, SignalType<T> signal, T content);

    /// Asks another run of this workspace to cancel, and waits until that is accepted there.
    void requestCancel(WorkflowId target, String reason);

    // ---- branches

    /// Runs `branch` beside the calling code. Branches take turns: one runs until it waits.
    <T> Promise<T> async(Supplier<T> branch);

    /// Waits for all. The first failure is thrown as soon as it is known; the others go on.
    <T> List<T> all(Collection<? extends Promise<? extends T>> promises);

    /// Waits for the first that ends, and returns its result or throws its failure.
    <T> T any(Collection<? extends Promise<? extends T>> promises);

    /// Waits for the promise at most `timeout`.
    ///
    /// @return empty when the time passed first; the work goes on
    <T> Optional<T> race(Promise<T> promise, Duration timeout);

    /// Applies `work` to each item, at most `concurrency` at a time, and waits for all.
    ///
    /// @param failuresMax how many items may fail; one more stops what has not begun, waits for the
    ///   rest and throws `too-many-failures`
    /// @return in the order of `items`
    <T, R> List<ItemResult<R>> parallelMap(
            Collection<T> items, int concurrency, int failuresMax, Function<T, R> work);

    // ---- cancellation and compensation

    /// A new scope inside the current one.
    CancellationScope newScope();

    /// Runs `body` where a cancellation does not reach it: for cleaning up.
    <T> T uncancellable(Supplier<T> body);

    default void uncancellable(Runnable body) {
        this.<Boolean>uncancellable(() -> {
            body.run();
            return true;
        });
    }

    /// Whether somebody asked the run to cancel.
    boolean isCancelRequested();

    Saga saga();

    // ---- recorded values

    /// Runs `code` once and records its value; replay takes the record.
    <T> T sideEffect(Class<T> type, Supplier<T> code);

    /// Seeded by the run: the same numbers at every replay.
    RandomGenerator random();

    UUID randomUuid();

    // ---- evolution of code

    /// Which side of a change this run is on: `current` where the run reaches the change first with
    /// this code, what was recorded where it has passed it, and `oldest` where it passed the place
    /// before the change existed.
    ///
    /// @throws dev.belay.core.error.BelayException (blocking the run) when the recorded version is
    ///   below `oldest`: the code for it was removed too early
    int version(String change, int oldest, int current);

    // ---- what lists show

    /// Adds to or replaces what lists can be filtered by.
    void upsertAttributes(Map<String, String> attributes);

    void upsertMemo(Map<String, String> memo);

    void addTags(Set<String> tags);

    // ---- endings

    /// Ends this run and continues as a new one with the same workflow id, an empty history, and
    /// the signals that were accepted and not taken. Never returns.
    <I> RuntimeException continueAsNew(I input);

    /// Continues as another workflow or version.
    <I> RuntimeException continueAsNew(WorkflowType<I, ?> workflow, I input);
}
