package dev.belay.webhook.store;

import dev.belay.core.model.RunId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.core.port.Records;
import dev.belay.core.port.Records.Order;
import dev.belay.webhook.Delivery;
import dev.belay.webhook.Delivery.Outcome;
import dev.belay.webhook.DeliveryLog;
import dev.belay.webhook.WebhookLimits;
import dev.belay.webhook.template.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Inboxes as records: a line under its id, and beside it which run its delivery id led to.
///
/// Lines of requests that proved nothing are apart and fewer, so that nobody without a secret can
/// push out what was delivered. The oldest lines are dropped by whoever adds the [#TRIM_EVERY]th
/// line of a process.
public final class DeliveryRecords implements DeliveryLog {
    private static final int TRIM_EVERY = 50;
    private static final int TRIM_MAX = 200;
    private static final int PROVEN_PER_UNPROVEN = 5;
    private static final ExecutorService AT_ONCE = Executors.newVirtualThreadPerTaskExecutor();

    private final Records records;
    private final int linesMax;
    private final Executor trimming;
    private final Map<String, Integer> added = new ConcurrentHashMap<>();

    /// Drops old lines before it answers, for hosts that stand still between two requests.
    public DeliveryRecords(Records records) {
        this(records, WebhookLimits.LINES_PER_TRIGGER);
    }

    /// @param linesMax that a trigger keeps of proven deliveries
    public DeliveryRecords(Records records, int linesMax) {
        this(records, linesMax, Runnable::run);
    }

    /// @param linesMax that a trigger keeps of proven deliveries
    /// @param trimming drops old lines, while the sender has its answer already or waits for it
    private DeliveryRecords(Records records, int linesMax, Executor trimming) {
        this.records = records;
        this.linesMax = linesMax;
        this.trimming = trimming;
    }

    /// Drops old lines on a thread of its own, so that no sender waits for it.
    public static DeliveryRecords trimmingAside(Records records) {
        return new DeliveryRecords(
                records,
                WebhookLimits.LINES_PER_TRIGGER,
                work -> {
                    var _ = AT_ONCE.submit(work);
                });
    }

    @Override
    public void add(Workspace workspace, String trigger, Delivery line) {
        boolean proven = !line.deliveryId().isEmpty();
        String collection = proven ? proven(trigger) : unproven(trigger);
        var key = new Records.Key(workspace, collection, line.id());
        if (proven && line.outcome() instanceof Outcome.Accepted(var run)) {
            // At once, because the sender waits: a line without its run costs a look at the run's
            // head, and a run without its line is one that has no line yet.
            Future<?> marked =
                    AT_ONCE.submit(() ->
                            records.putNew(
                                    run(workspace, trigger, line.deliveryId()),
                                    run.value().getBytes(StandardCharsets.US_ASCII)));
            records.put(key, DeliveryJson.write(line));
            await(marked);
        } else {
            records.put(key, DeliveryJson.write(line));
        }
        int count = added.merge(workspace + "/" + collection, 1, Integer::sum);
        if (count % TRIM_EVERY == 0) {
            int most = proven ? linesMax : linesMax / PROVEN_PER_UNPROVEN;
            trimming.execute(() -> trim(workspace, trigger, collection, most));
        }
    }

    private static void await(Future<?> written) {
        try {
            written.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a delivery was written down");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void trim(Workspace workspace, String trigger, String collection, int max) {
        List<Records.Entry> kept = records.list(workspace, collection, Order.DESCENDING, null, max);
        if (kept.size() < max) {
            return;
        }
        String oldest = kept.getLast().name();
        for (Records.Entry entry :
                records.list(workspace, collection, Order.DESCENDING, oldest, TRIM_MAX)) {
            Delivery line = DeliveryJson.read(entry.value());
            if (line.outcome() instanceof Outcome.Accepted) {
                records.remove(run(workspace, trigger, line.deliveryId()));
            }
            records.remove(new Records.Key(workspace, collection, entry.name()));
        }
    }

    @Override
    public Optional<RunId> firstRun(Workspace workspace, String trigger, String deliveryId) {
        return records.get(run(workspace, trigger, deliveryId))
                .map(bytes -> new RunId(new String(bytes, StandardCharsets.US_ASCII)));
    }

    @Override
    public Optional<Delivery> find(Workspace workspace, String trigger, String id) {
        return id.matches("[0-9A-Za-z]{1,64}")
                ? Stream.of(proven(trigger), unproven(trigger))
                        .flatMap(collection ->
                                records.get(new Records.Key(workspace, collection, id)).stream())
                        .findFirst()
                        .map(DeliveryJson::read)
                : Optional.empty();
    }

    @Override
    public Page<Delivery> list(
            Workspace workspace, String trigger, int limit, @Nullable String cursor) {
        List<Records.Entry> entries =
                Stream.of(proven(trigger), unproven(trigger))
                        .flatMap(collection ->
                                records
                                        .list(
                                                workspace,
                                                collection,
                                                Order.DESCENDING,
                                                cursor,
                                                limit + 1)
                                        .stream())
                        .sorted(Comparator.comparing(Records.Entry::name).reversed())
                        .limit(limit + 1L)
                        .toList();
        boolean more = entries.size() > limit;
        List<Delivery> page =
                entries.stream().limit(limit).map(e -> DeliveryJson.read(e.value())).toList();
        return new Page<>(page, more ? page.getLast().id() : null);
    }

    private static String proven(String trigger) {
        return "deliveries/" + trigger;
    }

    private static String unproven(String trigger) {
        return "refusals/" + trigger;
    }

    private static Records.Key run(Workspace workspace, String trigger, String deliveryId) {
        byte[] digest = Digests.sha256(deliveryId.getBytes(StandardCharsets.UTF_8));
        return new Records.Key(
                workspace, "delivered/" + trigger, HexFormat.of().formatHex(digest, 0, 16));
    }
}
