package dev.belay.aws;

import dev.belay.aws.Table.Condition;
import dev.belay.aws.Table.Written;
import dev.belay.core.codec.HeadFields;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunIndex;
import dev.belay.core.port.RunQuery;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Pointers and heads, each written under a condition.
final class TableRunIndex implements RunIndex {
    private final Table table;
    private final Expiry expiry;
    private final TableRunIndexReader reader;

    TableRunIndex(Table table, Expiry expiry) {
        this.table = table;
        this.expiry = expiry;
        this.reader = new TableRunIndexReader(table);
    }

    @Override
    public boolean point(
            Workspace workspace, WorkflowId workflowId, @Nullable RunId expected, RunId next) {
        var item = new HashMap<>(Keys.pointer(workspace, workflowId).attributes());
        item.put(Items.RUN, Items.text(next.value()));
        var condition =
                expected == null
                        ? Condition.ABSENT
                        : new Condition(
                                "r = :expected", Map.of(":expected", Items.text(expected.value())));
        return switch (table.put(item, condition)) {
            case Written.Done _ -> true;
            case Written.Refused(var existing, boolean retried) ->
                    retried && next.value().equals(Items.textOrNull(existing, Items.RUN));
        };
    }

    @Override
    public void save(RunHead head) {
        var condition =
                new Condition(
                        "attribute_not_exists(p) OR n < :asOf",
                        Map.of(":asOf", Items.number(head.asOf())));
        Written written = table.put(item(head), condition);
        @Nullable Instant closedAt = head.closedAt();
        if (closedAt != null) {
            // Also when the head was there already: the host before may have stopped in between.
            expirePointer(head, closedAt);
        } else if (written instanceof Written.Done(var before)
                && before.containsKey(Items.EXPIRES)) {
            keepPointer(head);
        }
    }

    private Map<String, AttributeValue> item(RunHead head) {
        String workspace = head.run().workspace().name();
        var item = new HashMap<>(Keys.head(head.run()).attributes());
        item.put(Items.NUMBER, Items.number(head.asOf()));
        item.put(Items.BYTES, Items.bytes(HeadFields.toBytes(head)));
        item.put(Items.WORKSPACE, Items.text(workspace));
        item.put(Items.WORKFLOW, Items.text(workspace + "#" + head.workflow()));
        item.put(Items.ORDER, Items.text(Keys.order(head)));
        if (RunList.isIndexed(head.status())) {
            item.put(Items.STATUS, Items.text(workspace + "#" + head.status().name()));
        }
        if (!head.status().isClosed()) {
            item.put(Items.OPEN, Items.text(Keys.open(head.run())));
        }
        @Nullable Instant closedAt = head.closedAt();
        if (closedAt != null) {
            item.put(Items.EXPIRES, expiry.afterClose(closedAt));
        }
        return item;
    }

    private void expirePointer(RunHead head, Instant closedAt) {
        updatePointer(head, "SET x = :x", Map.of(":x", expiry.afterClose(closedAt)));
    }

    private void keepPointer(RunHead head) {
        updatePointer(head, "REMOVE x", Map.of());
    }

    /// Does nothing where the pointer has moved on to another run.
    private void updatePointer(
            RunHead head, String expression, Map<String, AttributeValue> values) {
        table.update(
                Keys.pointer(head.run().workspace(), head.workflowId()),
                expression,
                values,
                new Condition("r = :run", Map.of(":run", Items.text(head.run().runId().value()))));
    }

    @Override
    public Optional<RunId> current(Workspace workspace, WorkflowId workflowId) {
        return reader.current(workspace, workflowId);
    }

    @Override
    public Optional<RunHead> head(RunKey run) {
        return reader.head(run);
    }

    @Override
    public Page<RunHead> list(RunQuery query) {
        return reader.list(query);
    }

    @Override
    public Page<RunHead> openRuns(int limit, @Nullable String cursor) {
        return reader.openRuns(limit, cursor);
    }
}
