package dev.belay.core.replay;

import dev.belay.core.model.Failure;
import dev.belay.core.workflow.CancelledException;
import dev.belay.core.workflow.ItemResult;
import dev.belay.core.workflow.Promise;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Items shared out among a few branches: each takes the next item when it is done with one.
final class ParallelMap<T, R> {
    private final WorkflowContext context;
    private final List<T> items;
    private final int concurrency;
    private final int failuresMax;
    private final Function<T, R> work;
    private final List<ItemResult<R>> results = new ArrayList<>();
    private int next;
    private int failures;
    private @Nullable Failure firstFailure;

    ParallelMap(
            WorkflowContext context,
            List<T> items,
            int concurrency,
            int failuresMax,
            Function<T, R> work) {
        if (concurrency < 1 || failuresMax < 0) {
            throw new IllegalArgumentException(
                    "concurrency is %d, expected 1 or more; failuresMax is %d, expected 0 or more"
                            .formatted(concurrency, failuresMax));
        }
        this.context = context;
        this.items = items;
        this.concurrency = concurrency;
        this.failuresMax = failuresMax;
        this.work = work;
        for (int i = 0; i < items.size(); i++) {
            results.add(new ItemResult.Skipped<>());
        }
    }

    List<ItemResult<R>> run() {
        var workers = new ArrayList<Promise<Boolean>>();
        for (int i = 0; i < Math.min(concurrency, items.size()); i++) {
            workers.add(context.async(this::takeItems));
        }
        context.all(workers);
        if (failures > failuresMax) {
            throw new WorkflowException(
                    Failure.application(
                                    "too-many-failures",
                                    "%d of %d items failed, at most %d may"
                                            .formatted(failures, items.size(), failuresMax),
                                    false)
                            .withCause(firstFailure));
        }
        return List.copyOf(results);
    }

    private boolean takeItems() {
        while (next < items.size() && failures <= failuresMax) {
            int index = next++;
            results.set(index, result(items.get(index)));
        }
        return true;
    }

    private ItemResult<R> result(T item) {
        try {
            return new ItemResult.Completed<>(work.apply(item));
        } catch (CancelledException cancelled) {
            throw cancelled;
        } catch (WorkflowException failed) {
            failures++;
            firstFailure = firstFailure == null ? failed.failure() : firstFailure;
            return new ItemResult.Failed<>(failed.failure());
        }
    }
}
