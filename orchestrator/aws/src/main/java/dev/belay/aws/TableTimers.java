package dev.belay.aws;

import dev.belay.core.codec.MessageFields;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.RunMessage.TimerDue;
import dev.belay.core.model.Lane;
import dev.belay.core.port.TimerStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Timers in a few partitions, each ordered by time: a sweep asks each for what is due.
///
/// They have no expiry. A timer is removed when its message was sent, and not before.
final class TableTimers implements TimerStore {
    private final Table table;

    TableTimers(Table table) {
        this.table = table;
    }

    @Override
    public void put(ArmedTimer timer) {
        var item = new HashMap<>(Keys.timer(timer).attributes());
        item.put(Items.LANE, Items.text(timer.lane().name()));
        item.put(Items.BYTES, Items.bytes(MessageFields.toBytes(timer.message())));
        table.put(item, null);
    }

    @Override
    public List<ArmedTimer> due(Instant before, int limit) {
        return IntStream.range(0, Keys.TIMER_SHARDS)
                .mapToObj(shard -> Query.between(Keys.timers(shard), "0", Keys.time(before), limit))
                .flatMap(query -> table.query(query).stream())
                .sorted(Comparator.comparing(item -> Items.text(item, Items.SORT)))
                .limit(limit)
                .map(TableTimers::timer)
                .toList();
    }

    @Override
    public void remove(ArmedTimer timer) {
        table.delete(Keys.timer(timer));
    }

    private static ArmedTimer timer(Map<String, AttributeValue> item) {
        var lane = new Lane(Items.text(item, Items.LANE));
        if (MessageFields.fromBytes(Items.bytes(item, Items.BYTES)) instanceof TimerDue due) {
            return new ArmedTimer(lane, due);
        }
        throw new BelayException(
                ErrorCode.STORE_CORRUPT,
                "the timer %s holds another kind of message"
                        .formatted(Items.text(item, Items.SORT)));
    }
}
