package dev.belay.aws;

import dev.belay.aws.TableSchema.Index;
import dev.belay.core.port.Page;
import dev.belay.core.port.RunHead;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One page of the open runs of all workspaces, oldest first.
///
/// The index is sparse and spread over a few partitions: each is asked for as many runs as a page
/// holds, and the oldest of all are the page. A cursor is the order of the last run looked at,
/// which fits every partition, because run ids are unique.
final class OpenRuns {
    private final Table table;

    OpenRuns(Table table) {
        this.table = table;
    }

    Page<RunHead> page(int limit, @Nullable String cursor) {
        String from = cursor == null ? "0" : RunList.requireOrder(cursor) + "!";
        List<Map<String, AttributeValue>> keys =
                IntStream.range(0, Keys.OPEN_SHARDS)
                        .mapToObj(shard -> Index.OPEN.oldestFirst(Keys.open(shard), from, limit))
                        .flatMap(query -> table.query(query).stream())
                        .sorted(Comparator.comparing(item -> Items.text(item, Items.ORDER)))
                        .limit(limit)
                        .toList();
        List<RunHead> heads =
                table.getAll(keys.stream().map(ItemKey::of).toList()).stream()
                        .map(TableRunIndexReader::head)
                        // The index may be behind.
                        .filter(head -> !head.status().isClosed())
                        .sorted(Comparator.comparing(Keys::order))
                        .toList();
        return new Page<>(
                heads, keys.size() < limit ? null : Items.text(keys.getLast(), Items.ORDER));
    }
}
