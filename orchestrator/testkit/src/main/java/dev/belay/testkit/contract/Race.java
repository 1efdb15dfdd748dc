package dev.belay.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs things on threads that begin at the same moment.
final class Race {
    private static final long SECONDS_MAX = 60;

    private Race() {}

    /// @return what each of them returned, in their order
    static <T> List<T> run(List<Callable<T>> racers) {
        var start = new CyclicBarrier(racers.size());
        try (var threads = Executors.newFixedThreadPool(racers.size())) {
            var futures = new ArrayList<Future<T>>();
            for (Callable<T> racer : racers) {
                futures.add(
                        threads.submit(() -> {
                            start.await(SECONDS_MAX, TimeUnit.SECONDS);
                            return racer.call();
                        }));
            }
            var results = new ArrayList<T>();
            for (Future<T> future : futures) {
                results.add(future.get(SECONDS_MAX, TimeUnit.SECONDS));
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("a racer failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a racer did not end in %d s".formatted(SECONDS_MAX), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while racing", e);
        }
    }
}
