package dev.belay.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.message.RunMessage;
import dev.belay.core.model.Lane;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.QueueConsumer.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunDispatcherTest {
    @Test
    void messages_that_come_during_an_advance_go_together_into_the_next() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        List<Integer> sizes = new ArrayList<>();
        var dispatcher =
                new RunDispatcher(
                        "test",
                        4,
                        (_, deliveries) -> {
                            synchronized (sizes) {
                                sizes.add(deliveries.size());
                            }
                            begun.countDown();
                            await(goOn);
                        });

        dispatcher.accept(List.of(delivery(run(1), 0)));
        begun.await();
        dispatcher.accept(List.of(delivery(run(1), 1), delivery(run(1), 2)));
        dispatcher.accept(List.of(delivery(run(1), 3)));
        goOn.countDown();

        assertThat(dispatcher.awaitIdle(60_000)).isTrue();
        assertThat(sizes).containsExactly(1, 3);
    }

    @Test
    void no_two_advances_of_one_run_overlap_and_none_is_forgotten() throws Exception {
        ConcurrentMap<RunKey, Boolean> busy = new ConcurrentHashMap<>();
        var overlaps = new AtomicInteger();
        var handled = new AtomicInteger();
        var dispatcher =
                new RunDispatcher(
                        "test",
                        16,
                        (run, deliveries) -> {
                            if (busy.put(run, true) != null) {
                                overlaps.incrementAndGet();
                            }
                            Thread.onSpinWait();
                            handled.addAndGet(deliveries.size());
                            busy.remove(run);
                        });

        for (int i = 0; i < 20_000; i++) {
            dispatcher.accept(List.of(delivery(run(i % 7), i)));
        }

        assertThat(dispatcher.awaitIdle(60_000)).isTrue();
        assertThat(handled).hasValue(20_000);
        assertThat(overlaps).hasValue(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static RunKey run(int number) {
        return new RunKey(Workspace.DEFAULT, RunId.of(Instant.EPOCH, 0, number));
    }

    private static Delivery delivery(RunKey run, int number) {
        return new Delivery(
                TaskQueue.orchestrator(Lane.SYSTEM),
                "handle-" + number,
                new RunMessage.InboxFilled(run),
                1,
                Instant.EPOCH);
    }
}
