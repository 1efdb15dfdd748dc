package dev.belay.webhook.cloudevents;

import dev.belay.core.model.Workspace;
import dev.belay.core.port.Records;
import dev.belay.core.port.Records.Order;
import dev.belay.webhook.WebhookLimits;
import dev.belay.webhook.template.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/// Which events came before, for [WebhookLimits#EVENT_KNOWN] at least: marks are kept in a
/// collection per such time, and looked for in this one and the one before it. Those of the time
/// before that are removed by whoever adds the [#TRIM_EVERY]th mark of a process.
final class SeenEvents {
    private static final int TRIM_EVERY = 50;
    private static final int TRIM_MAX = 200;
    private static final byte[] NOTHING = {};

    private final Records records;
    private final InstantSource clock;
    private final AtomicInteger added = new AtomicInteger();

    SeenEvents(Records records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    boolean contains(Workspace workspace, CloudEvent event) {
        long now = period();
        return records.get(key(workspace, now, event)).isPresent()
                || records.get(key(workspace, now - 1, event)).isPresent();
    }

    /// @return false when somebody added it meanwhile
    boolean add(Workspace workspace, CloudEvent event) {
        long now = period();
        boolean isNew = records.putNew(key(workspace, now, event), NOTHING);
        if (added.incrementAndGet() % TRIM_EVERY == 0) {
            String old = collection(now - 2);
            for (Records.Entry entry :
                    records.list(workspace, old, Order.ASCENDING, null, TRIM_MAX)) {
                records.remove(new Records.Key(workspace, old, entry.name()));
            }
        }
        return isNew;
    }

    private long period() {
        return Duration.ofMillis(clock.millis()).dividedBy(WebhookLimits.EVENT_KNOWN);
    }

    private static String collection(long period) {
        return "events/" + period;
    }

    private static Records.Key key(Workspace workspace, long period, CloudEvent event) {
        String identity = event.source() + '\n' + event.id();
        byte[] digest = Digests.sha256(identity.getBytes(StandardCharsets.UTF_8));
        return new Records.Key(workspace, collection(period), HexFormat.of().formatHex(digest));
    }
}
