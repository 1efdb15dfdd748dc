package dev.belay.local.host;

import dev.belay.core.message.RunMessage;
import dev.belay.core.model.Limits;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.QueueConsumer.Delivery;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/// A mailbox per run: messages of a run that is being advanced wait, and go together into its next
/// advance, so that no two advances of this process race for one run. Workspaces take turns.
final class RunDispatcher {
    /// Messages that are in mailboxes at once; more are left in their queue.
    private static final int MESSAGES_MAX = 16_384;

    private final BiConsumer<RunKey, List<Delivery>> advance;
    private final int workersMax;
    private final ThreadFactory threads;
    private final ConcurrentMap<RunKey, Mailbox> mailboxes = new ConcurrentHashMap<>();
    private final FairLines<Mailbox> ready = new FairLines<>();
    private final AtomicInteger workers = new AtomicInteger();
    private final Semaphore room = new Semaphore(MESSAGES_MAX);

    /// @param advance handles messages of one run, and never throws
    RunDispatcher(String name, int workersMax, BiConsumer<RunKey, List<Delivery>> advance) {
        this.advance = advance;
        this.workersMax = workersMax;
        this.threads =
                Thread.ofVirtual()
                        .name(name + "-advance-", 0)
                        .inheritInheritableThreadLocals(false)
                        .factory();
    }

    /// Takes messages over; waits while too many are under way.
    ///
    /// @throws InterruptedException where it would have to wait; none is taken then
    void accept(List<Delivery> deliveries) throws InterruptedException {
        if (!room.tryAcquire(deliveries.size())) {
            room.acquire(deliveries.size());
        }
        for (Delivery delivery : deliveries) {
            put(delivery);
        }
    }

    private void put(Delivery delivery) {
        RunKey run = delivery.message().run();
        while (true) {
            Mailbox mailbox = mailboxes.computeIfAbsent(run, Mailbox::new);
            switch (mailbox.put(delivery)) {
                case WAITS -> {
                    return;
                }
                case WAKES -> {
                    boolean begun = !(delivery.message() instanceof RunMessage.Start);
                    ready.add(run.workspace(), begun, mailbox);
                    startWorker();
                    return;
                }
                case RETIRED -> mailboxes.remove(run, mailbox);
            }
        }
    }

    private void startWorker() {
        while (true) {
            int count = workers.get();
            if (count >= workersMax) {
                return;
            }
            if (workers.compareAndSet(count, count + 1)) {
                threads.newThread(this::work).start();
                return;
            }
        }
    }

    private void work() {
        for (Mailbox mailbox = ready.poll(); mailbox != null; mailbox = ready.poll()) {
            drain(mailbox);
        }
        workers.decrementAndGet();
        if (!ready.isEmpty()) {
            startWorker();
        }
    }

    private void drain(Mailbox mailbox) {
        while (true) {
            List<Delivery> taken = mailbox.takeOrRetire(Limits.MESSAGES_PER_ADVANCE_MAX);
            if (taken.isEmpty()) {
                mailboxes.remove(mailbox.run, mailbox);
                return;
            }
            try {
                advance.accept(mailbox.run, taken);
            } finally {
                room.release(taken.size());
            }
        }
    }

    /// Waits until every message that was taken over is done with.
    ///
    /// @return false when `millis` passed first
    boolean awaitIdle(long millis) throws InterruptedException {
        boolean idle = room.tryAcquire(MESSAGES_MAX, millis, TimeUnit.MILLISECONDS);
        if (idle) {
            room.release(MESSAGES_MAX);
        }
        return idle;
    }
}
