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

    @Test
    void runs_of_a_workspace_are_advanced_in_its_turn_whatever_another_has_piled_up()
            throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        List<Workspace> order = new ArrayList<>();
        var dispatcher =
                new RunDispatcher(
                        "test",
                        1,
                        (run, _) -> {
                            begun.countDown();
                            await(goOn);
                            order.add(run.workspace());
                        });
        dispatcher.accept(List.of(delivery(run(0), 0)));
        begun.await();

        var flood = new Workspace("flood");
        var calm = new Workspace("calm");
        for (int i = 1; i <= 10_000; i++) {
            dispatcher.accept(List.of(delivery(run(flood, i), i)));
        }
        for (int i = 1; i <= 10; i++) {
            dispatcher.accept(List.of(delivery(run(calm, i), i)));
        }
        goOn.countDown();

        assertThat(dispatcher.awaitIdle(60_000)).isTrue();
        assertThat(order).hasSize(10_011);
        assertThat(order.subList(0, 22)).filteredOn(calm::equals).hasSize(10);
    }

    @Test
    void what_was_begun_goes_on_before_what_is_new_and_what_is_new_begins_all_the_same() {
        var lines = new FairLines<String>();
        for (int i = 0; i < 20; i++) {
            lines.add(Workspace.DEFAULT, false, "new");
        }
        for (int i = 0; i < 20; i++) {
            lines.add(Workspace.DEFAULT, true, "begun");
        }

        var order = new ArrayList<String>();
        for (String next = lines.poll(); next != null; next = lines.poll()) {
            order.add(next);
        }

        assertThat(order).hasSize(40);
        assertThat(order.subList(0, 7)).containsOnly("begun");
        assertThat(order.subList(0, 22)).filteredOn("new"::equals).hasSize(2);
        assertThat(lines.isEmpty()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static RunKey run(int number) {
        return run(Workspace.DEFAULT, number);
    }

    private static RunKey run(Workspace workspace, int number) {
        return new RunKey(workspace, RunId.of(Instant.EPOCH, 0, number));
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
