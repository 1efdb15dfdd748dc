package dev.belay.core.replay;

import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.command.Command;
import dev.belay.core.decider.Payloads;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.message.InboxItem;
import dev.belay.core.message.Resumption;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.workflow.ActivityFailedException;
import dev.belay.core.workflow.CancellationScope;
import dev.belay.core.workflow.CancelledException;
import dev.belay.core.workflow.ChildFailedException;
import dev.belay.core.workflow.ChildOptions;
import dev.belay.core.workflow.ItemResult;
import dev.belay.core.workflow.Promise;
import dev.belay.core.workflow.QueryType;
import dev.belay.core.workflow.RunInfo;
import dev.belay.core.workflow.Saga;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.UpdateType;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.core.workflow.WorkflowType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The context of one run: turns calls into commands and events into settled promises.
final class CodeContext implements WorkflowContext {
    /// Local activities after which the decision is made durable before it goes on.
    private static final int LOCAL_PER_BATCH_MAX = 64;

    private final RunKey run;

    /// What the code knows as its run.
    private final RunKey identity;

    private final StartRequest request;
    private final Instant startedAt;
    private final Payloads payloads;
    private final CommandLog log;
    private final Branches branches = new Branches();
    private final ScopeImpl root = new ScopeImpl(branches, null);
    private final Mailbox mailbox = new Mailbox();
    private final Updates updates;
    private final Map<String, Function<Payload, Payload>> queries = new HashMap<>();
    private final Map<Integer, Deferred<?>> open = new HashMap<>();
    private final Map<Integer, Settlement> settlements = new HashMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final RandomGenerator random;
    private final RandomGenerator ids;
    private Instant now;
    private @Nullable Deferred<Boolean> checkpoint;
    private Map<String, String> attributes;
    private Map<String, String> memo;
    private Set<String> tags;

    /// How the event that ends a command becomes the settlement of its promise.
    private interface Settlement {
        void settle(HistoryEvent.Incoming event);
    }

    CodeContext(
            RunKey run,
            StartRequest request,
            Instant startedAt,
            Payloads payloads,
            CommandLog log) {
        this.run = run;
        this.request = request;
        this.startedAt = startedAt;
        this.now = startedAt;
        this.payloads = payloads;
        this.log = log;
        this.updates = new Updates(this, log);
        Resumption resumed = request.resumed();
        this.identity = resumed == null ? run : new RunKey(run.workspace(), resumed.origin());
        this.random = new SeededRandom(SeededRandom.seed(identity.toString()));
        this.ids = new SeededRandom(SeededRandom.seed(run + "/ids"));
        this.attributes = request.attributes();
        this.memo = request.memo();
        this.tags = request.tags();
    }

    // ---- what the decider uses

    Branches branches() {
        return branches;
    }

    ScopeImpl root() {
        return root;
    }

    void time(Instant time) {
        now = time;
    }

    void beginBranch(String name, Runnable body) {
        branches.begin(name, root, body);
    }

    /// Lets a decision that stopped at a checkpoint go on.
    void passCheckpoint() {
        if (checkpoint != null) {
            checkpoint.complete(() -> true);
            checkpoint = null;
        }
    }

    void settle(int commandId, HistoryEvent.Incoming event) {
        Settlement settlement = settlements.remove(commandId);
        open.remove(commandId);
        if (settlement != null) {
            settlement.settle(event);
        }
    }

    void carried(List<InboxItem> items) {
        for (InboxItem item : items) {
            switch (item) {
                case InboxItem.Signal(_, var name, var content, _) ->
                        mailbox.deliver(name, content);
                case InboxItem.Update(var itemId, var name, var argument, _) ->
                        updates.deliver(itemId, name, argument);
                case InboxItem.Cancel(_, var reason) -> root.cancel(reason);
                case InboxItem.Terminate _ -> {}
                case InboxItem.Taken _ -> {}
            }
        }
    }

    void signalled(String name, Payload content) {
        mailbox.deliver(name, content);
    }

    void updateRequested(String itemId, String name, Payload argument) {
        updates.deliver(itemId, name, argument);
    }

    Payload query(String name, Payload argument) {
        Function<Payload, Payload> handler = queries.get(name);
        if (handler == null) {
            throw new BelayException(
                    ErrorCode.UNKNOWN_QUERY,
                    "run %s (%s) answers no query '%s'; it answers %s"
                            .formatted(run, request.workflow(), name, queries.keySet()));
        }
        return handler.apply(argument);
    }

    <T> T read(Payload payload, Class<T> type) {
        return orAbort(() -> nullable(payloads.read(run.workspace(), payload, type)));
    }

    Payload write(String what, @Nullable Object value) {
        return orAbort(() -> payloads.write(run.workspace(), what, value));
    }

    /// A store that does not answer ends the decision, not the run: the message comes again.
    private <T> T orAbort(Supplier<T> work) {
        try {
            return work.get();
        } catch (BelayException failed) {
            if (failed.code().isOutage()) {
                throw log.abort(failed);
            }
            throw failed;
        }
    }

    /// `Void` results are null, and the type system has no word for it.
    @SuppressWarnings("NullAway")
    private static <T> T nullable(@Nullable T value) {
        return value;
    }

    // ---- WorkflowContext

    @Override
    public RunInfo info() {
        return new RunInfo(
                identity,
                request.workflowId(),
                request.workflow(),
                request.version(),
                request.lane(),
                startedAt,
                attributes,
                memo,
                tags,
                request.parent() == null ? null : request.parent().run(),
                request.continuedFrom() != null);
    }

    @Override
    public <I, O> Promise<O> start(ActivityType<I, O> activity, I input) {
        Fiber fiber = enter();
        CommandIssued issued =
                log.issue(
                        Command.ScheduleActivity.class,
                        activity.name(),
                        () ->
                                new Command.ScheduleActivity(
                                        activity.name(),
                                        new TaskQueue(request.lane(), activity.queue()),
                                        write("input of activity " + activity.name(), input),
                                        activity.options()));
        var promise = new Deferred<O>(branches);
        settlements.put(
                issued.id(),
                event -> {
                    switch (event) {
                        case HistoryEvent.ActivityCompleted(_, _, var result) ->
                                promise.complete(() -> read(result, activity.output()));
                        case HistoryEvent.ActivityFailed(_, _, var failure) ->
                                promise.fail(new ActivityFailedException(activity.name(), failure));
                        default -> throw new IllegalStateException(event.toString());
                    }
                });
        cancellable(
                fiber,
                issued.id(),
                promise,
                () ->
                        log.issue(
                                Command.CancelActivity.class,
                                "#" + issued.id(),
                                () -> new Command.CancelActivity(issued.id())));
        return promise;
    }

    /// Ties a promise to the scope of the branch: cancelled together.
    private void cancellable(Fiber fiber, int commandId, Deferred<?> promise, Runnable cancel) {
        open.put(commandId, promise);
        ScopeImpl scope = fiber.scope;
        Runnable onCancel =
                () -> {
                    settlements.remove(commandId);
                    open.remove(commandId);
                    cancel.run();
                    promise.fail(new CancelledException(scope.reason()));
                };
        scope.onCancel(onCancel);
        promise.whenSettled(() -> scope.forget(onCancel));
    }

    private Fiber enter() {
        Fiber fiber = branches.current();
        fiber.scope.throwIfCancelled();
        return fiber;
    }

    @Override
    public <I, O> O callLocal(
            String name, I input, Class<O> output, RetryPolicy retry, Activity<I, O> code) {
        enter();
        String idempotencyKey = run.runId() + "-" + log.nextId();
        for (int attempt = 1; ; attempt++) {
            enter();
            int number = attempt;
            CommandIssued issued =
                    log.issue(
                            Command.RecordLocalActivity.class,
                            name,
                            () ->
                                    new Command.RecordLocalActivity(
                                            name,
                                            number,
                                            LocalAttempt.run(
                                                    this,
                                                    name,
                                                    number,
                                                    idempotencyKey,
                                                    input,
                                                    code)));
            if (log.countLocal(LOCAL_PER_BATCH_MAX)) {
                awaitCheckpoint();
            }
            Outcome outcome = ((Command.RecordLocalActivity) issued.command()).outcome();
            switch (outcome) {
                case Outcome.Completed(var result) -> {
                    return read(result, output);
                }
                case Outcome.Failed(var failure) -> {
                    boolean again =
                            failure.retryable()
                                    && retry.allowsAfter(attempt)
                                    && !retry.nonRetryable().contains(failure.type());
                    if (!again) {
                        throw new ActivityFailedException(name, failure);
                    }
                    double fraction =
                            new SeededRandom(SeededRandom.seed(run + "/" + issued.id()))
                                    .nextDouble();
                    Duration pause = retry.pauseAfter(attempt, fraction);
                    Duration asked = failure.retryAfter();
                    sleep(asked != null && asked.compareTo(pause) > 0 ? asked : pause);
                }
            }
        }
    }

    private void awaitCheckpoint() {
        log.issue(Command.Checkpoint.class, "", Command.Checkpoint::new);
        Deferred<Boolean> passed = checkpoint;
        if (passed == null) {
            passed = new Deferred<>(branches);
            checkpoint = passed;
        }
        Deferred<Boolean> mine = passed;
        // A checkpoint is not a wait of the workflow's: a cancellation shows at the next real one.
        uncancellable(() -> mine.get());
    }

    RunKey run() {
        return run;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void sleep(Duration duration) {
        timer(duration).get();
    }

    @Override
    public Promise<Instant> timer(Duration duration) {
        return startTimer(duration).promise();
    }

    private record StartedTimer(int id, Deferred<Instant> promise, Runnable cancel) {}

    private StartedTimer startTimer(Duration duration) {
        Fiber fiber = enter();
        if (duration.compareTo(Limits.DURATION_MAX) > 0) {
            throw WorkflowException.of(
                    "timer-too-long",
                    "a timer of %s was asked for, at most %s is possible"
                            .formatted(duration, Limits.DURATION_MAX));
        }
        var promise = new Deferred<Instant>(branches);
        CommandIssued issued =
                log.issue(
                        Command.StartTimer.class,
                        "",
                        () ->
                                new Command.StartTimer(
                                        now.plus(duration.isNegative() ? Duration.ZERO : duration),
                                        ""));
        int id = issued.id();
        settlements.put(id, _ -> promise.complete(() -> now));
        Runnable cancel =
                () -> {
                    if (!promise.isDone()) {
                        settlements.remove(id);
                        open.remove(id);
                        log.issue(
                                Command.CancelTimer.class,
                                "#" + id,
                                () -> new Command.CancelTimer(id));
                    }
                };
        cancellable(fiber, id, promise, cancel);
        return new StartedTimer(id, promise, cancel);
    }

    @Override
    public <T> T awaitSignal(SignalType<T> signal) {
        enter();
        var promise = new Deferred<T>(branches);
        Consumer<Payload> taker =
                content -> promise.complete(() -> read(content, signal.content()));
        mailbox.take(signal.name(), taker);
        try {
            return promise.get();
        } finally {
            mailbox.forget(signal.name(), taker);
        }
    }

    @Override
    public <T> Optional<T> awaitSignal(SignalType<T> signal, Duration timeout) {
        enter();
        var promise = new Deferred<T>(branches);
        Consumer<Payload> taker =
                content -> promise.complete(() -> read(content, signal.content()));
        mailbox.take(signal.name(), taker);
        try {
            return race(promise, timeout);
        } finally {
            mailbox.forget(signal.name(), taker);
        }
    }

    @Override
    public <T> void onSignal(SignalType<T> signal, Consumer<T> handler) {
        branches.current();
        mailbox.handle(
                signal.name(),
                content ->
                        beginBranch(
                                "signal " + signal.name(),
                                guarded(() -> handler.accept(read(content, signal.content())))));
    }

    @Override
    public <A, R> void onQuery(QueryType<A, R> query, Function<A, R> handler) {
        branches.current();
        queries.put(
                query.name(),
                argument ->
                        payloads.write(
                                run.workspace(),
                                "answer of query " + query.name(),
                                handler.apply(
                                        nullable(
                                                payloads.read(
                                                        run.workspace(),
                                                        argument,
                                                        query.argument())))));
    }

    @Override
    public <A, R> void onUpdate(
            UpdateType<A, R> update, Consumer<A> validator, Function<A, R> handler) {
        branches.current();
        updates.register(update, validator, handler);
    }

    @Override
    public void await(BooleanSupplier condition) {
        enter();
        branches.waitUntil(condition, new Deferred<Boolean>(branches));
    }

    @Override
    public boolean await(BooleanSupplier condition, Duration timeout) {
        enter();
        if (condition.getAsBoolean()) {
            return true;
        }
        var timer = startTimer(timeout);
        branches.waitUntil(condition, timer.promise());
        boolean held = condition.getAsBoolean();
        if (!held) {
            timer.promise().get();
        }
        timer.cancel().run();
        return held;
    }

    @Override
    public <I, O> Promise<O> startChild(
            WorkflowType<I, O> workflow, I input, ChildOptions options) {
        Fiber fiber = enter();
        RunId child = RunId.of(now, (int) ids.nextLong(), ids.nextLong());
        CommandIssued issued =
                log.issue(
                        Command.StartChild.class,
                        workflow.name(),
                        () ->
                                new Command.StartChild(
                                        child,
                                        childRequest(workflow, input, options, child),
                                        options.onParentClose()));
        int id = issued.id();
        var promise = new Deferred<O>(branches);
        settlements.put(
                id,
                event -> {
                    if (event instanceof HistoryEvent.ChildClosed closed) {
                        switch (closed.outcome()) {
                            case Outcome.Completed(var result) ->
                                    promise.complete(() -> read(result, workflow.output()));
                            case Outcome.Failed(var failure) ->
                                    promise.fail(
                                            new ChildFailedException(workflow.name(), failure));
                        }
                    }
                });
        cancellable(
                fiber,
                id,
                promise,
                () ->
                        log.issue(
                                Command.CancelChild.class,
                                "#" + id,
                                () -> new Command.CancelChild(id, fiber.scope.reason())));
        return promise;
    }

    private <I, O> StartRequest childRequest(
            WorkflowType<I, O> workflow, I input, ChildOptions options, RunId child) {
        WorkflowId id = options.workflowId();
        return StartRequest.of(
                        id == null ? new WorkflowId("child-" + child.value()) : id,
                        workflow.name(),
                        options.lane() == null ? workflow.lane() : options.lane(),
                        write("input of child " + workflow.name(), input))
                .withTimeout(options.timeout());
    }

    @Override
    public <T> void signal(WorkflowId target, SignalType<T> signal, T content) {
        enter();
        CommandIssued issued =
                log.issue(
                        Command.SignalRun.class,
                        signal.name() + " to " + target,
                        () ->
                                new Command.SignalRun(
                                        target,
                                        null,
                                        signal.name(),
                                        write("content of signal " + signal.name(), content)));
        awaitDelivery(issued.id());
    }

    @Override
    public void requestCancel(WorkflowId target, String reason) {
        enter();
        CommandIssued issued =
                log.issue(
                        Command.RequestCancel.class,
                        "of " + target,
                        () -> new Command.RequestCancel(target, null, reason));
        awaitDelivery(issued.id());
    }

    private void awaitDelivery(int id) {
        var promise = new Deferred<Boolean>(branches);
        open.put(id, promise);
        settlements.put(
                id,
                event -> {
                    Failure failure = ((HistoryEvent.RequestDelivered) event).failure();
                    if (failure == null) {
                        promise.complete(() -> true);
                    } else {
                        promise.fail(new WorkflowException(failure));
                    }
                });
        promise.get();
    }

    @Override
    public <T> Promise<T> async(Supplier<T> branch) {
        Fiber fiber = enter();
        var promise = new Deferred<T>(branches);
        branches.begin(
                "branch",
                fiber.scope,
                () -> {
                    try {
                        T value = branch.get();
                        promise.complete(() -> value);
                    } catch (WorkflowException failed) {
                        promise.fail(failed);
                    } catch (RuntimeException failed) {
                        promise.fail(new WorkflowException(CodeDecider.failureOf(failed)));
                    }
                });
        return promise;
    }

    /// A failure in a handler that nobody waits for must not vanish: it fails the run.
    private Runnable guarded(Runnable body) {
        return () -> {
            try {
                body.run();
            } catch (CancelledException _) {
                // The run is being cancelled; its main branch says how that ends.
            } catch (WorkflowException failed) {
                log.issue(Command.FailRun.class, "", () -> new Command.FailRun(failed.failure()));
            } catch (RuntimeException failed) {
                Failure failure = CodeDecider.failureOf(failed);
                log.issue(Command.FailRun.class, "", () -> new Command.FailRun(failure));
            }
        };
    }

    @Override
    public <T> List<T> all(Collection<? extends Promise<? extends T>> promises) {
        enter();
        var done = new Deferred<Boolean>(branches);
        int[] left = {promises.size()};
        for (Promise<? extends T> promise : promises) {
            Deferred<?> deferred = (Deferred<?>) promise;
            deferred.whenSettled(() -> {
                WorkflowException failure = deferred.failure();
                if (failure != null) {
                    done.fail(failure);
                } else if (--left[0] == 0) {
                    done.complete(() -> true);
                }
            });
        }
        if (!promises.isEmpty()) {
            done.get();
        }
        return promises.stream().<T>map(Promise::get).toList();
    }

    @Override
    public <T> T any(Collection<? extends Promise<? extends T>> promises) {
        enter();
        if (promises.isEmpty()) {
            throw new IllegalArgumentException("any of no promises would wait for ever");
        }
        var first = new Deferred<Promise<? extends T>>(branches);
        for (Promise<? extends T> promise : promises) {
            ((Deferred<?>) promise).whenSettled(() -> first.complete(() -> promise));
        }
        return first.get().get();
    }

    @Override
    public <T> Optional<T> race(Promise<T> promise, Duration timeout) {
        enter();
        if (promise.isDone()) {
            return Optional.ofNullable(promise.get());
        }
        var timer = startTimer(timeout);
        var first = new Deferred<Boolean>(branches);
        ((Deferred<T>) promise).whenSettled(() -> first.complete(() -> true));
        timer.promise().whenSettled(() -> first.complete(() -> true));
        first.get();
        if (!promise.isDone()) {
            // Either its time came, or the scope was cancelled: then this throws.
            timer.promise().get();
            return Optional.empty();
        }
        timer.cancel().run();
        return Optional.ofNullable(promise.get());
    }

    @Override
    public <T, R> List<ItemResult<R>> parallelMap(
            Collection<T> items, int concurrency, int failuresMax, Function<T, R> work) {
        enter();
        return new ParallelMap<T, R>(this, List.copyOf(items), concurrency, failuresMax, work)
                .run();
    }

    @Override
    public CancellationScope newScope() {
        return new ScopeImpl(branches, branches.current().scope);
    }

    @Override
    public <T> T uncancellable(Supplier<T> body) {
        return new ScopeImpl(branches, null).call(body);
    }

    @Override
    public boolean isCancelRequested() {
        return root.isCancelled();
    }

    @Override
    public Saga saga() {
        return new SagaImpl(this);
    }

    @Override
    public <T> T sideEffect(Class<T> type, Supplier<T> code) {
        branches.current();
        CommandIssued issued =
                log.issue(
                        Command.RecordSideEffect.class,
                        "",
                        () -> new Command.RecordSideEffect(write("side effect", code.get())));
        return read(((Command.RecordSideEffect) issued.command()).value(), type);
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public UUID randomUuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    @Override
    public int version(String change, int oldest, int current) {
        branches.current();
        Integer known = versions.get(change);
        int version = known != null ? known : markedVersion(change, oldest, current);
        versions.put(change, version);
        if (version < oldest || version > current) {
            throw log.abort(
                    new BelayException(
                            ErrorCode.NON_DETERMINISM,
                            "run %s is on version %d of change '%s', this code knows %d to %d; run a build that has it until the run closes"
                                    .formatted(run, version, change, oldest, current)));
        }
        return version;
    }

    private int markedVersion(String change, int oldest, int current) {
        boolean marked =
                !log.isReplaying()
                        || (log.peek() instanceof Command.MarkVersion(var name, _)
                                && name.equals(change));
        if (!marked) {
            return oldest;
        }
        CommandIssued issued =
                log.issue(
                        Command.MarkVersion.class,
                        change,
                        () -> new Command.MarkVersion(change, current));
        return ((Command.MarkVersion) issued.command()).version();
    }

    @Override
    public void upsertAttributes(Map<String, String> more) {
        branches.current();
        attributes = merged(attributes, more);
        upsert(more, Map.of(), Set.of());
    }

    @Override
    public void upsertMemo(Map<String, String> more) {
        branches.current();
        memo = merged(memo, more);
        upsert(Map.of(), more, Set.of());
    }

    @Override
    public void addTags(Set<String> more) {
        branches.current();
        var all = new TreeSet<>(tags);
        all.addAll(more);
        tags = all;
        upsert(Map.of(), Map.of(), more);
    }

    private void upsert(
            Map<String, String> newAttributes, Map<String, String> newMemo, Set<String> tags) {
        log.issue(
                Command.UpsertAttributes.class,
                "",
                () -> new Command.UpsertAttributes(newAttributes, newMemo, tags));
    }

    private static Map<String, String> merged(Map<String, String> old, Map<String, String> more) {
        var all = new TreeMap<>(old);
        all.putAll(more);
        return all;
    }

    @Override
    public <I> RuntimeException continueAsNew(I input) {
        throw new Continuation(() ->
                nextRun(
                        request.workflow(),
                        request.version(),
                        write("input of the next run", input)));
    }

    @Override
    public <I> RuntimeException continueAsNew(WorkflowType<I, ?> workflow, I input) {
        throw new Continuation(() ->
                nextRun(
                        workflow.name(),
                        workflow.version(),
                        write("input of the next run", input)));
    }

    private Command.ContinueAsNew nextRun(String workflow, int version, Payload input) {
        return new Command.ContinueAsNew(
                RunId.of(now, (int) ids.nextLong(), ids.nextLong()),
                new StartRequest(
                        request.workflowId(),
                        workflow,
                        version,
                        request.lane(),
                        input,
                        null,
                        request.timeout(),
                        attributes,
                        memo,
                        tags,
                        StartRequest.ReusePolicy.ALLOW,
                        StartRequest.ConflictPolicy.FAIL,
                        request.parent(),
                        run.runId(),
                        signalsLeft(),
                        null));
    }

    /// Signals that were accepted and not taken go to the next run, under ids of their own.
    private List<InboxItem> signalsLeft() {
        var left = new ArrayList<InboxItem>();
        mailbox.left()
                .forEach((name, contents) -> {
                    for (Payload content : contents) {
                        String itemId = "%s-%06d".formatted(run.runId(), left.size());
                        left.add(new InboxItem.Signal(itemId, name, content, now));
                    }
                });
        left.addAll(updates.left(now));
        return left;
    }

    /// Leaves workflow code from the middle. An error, so that `catch (Exception)` lets it pass.
    static final class Continuation extends Error {
        private static final long serialVersionUID = 1L;
        private final transient Supplier<Command.ContinueAsNew> command;

        Continuation(Supplier<Command.ContinueAsNew> command) {
            super("continue as new", null, false, false);
            this.command = command;
        }

        Command.ContinueAsNew command() {
            return command.get();
        }
    }
}
