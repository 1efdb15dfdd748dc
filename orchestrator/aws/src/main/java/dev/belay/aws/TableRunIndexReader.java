package dev.belay.aws;

import dev.belay.core.codec.HeadFields;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunIndexReader;
import dev.belay.core.port.RunQuery;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Finds runs by their pointer, their head, or through the list indexes.
final class TableRunIndexReader implements RunIndexReader {
    private final Table table;

    TableRunIndexReader(Table table) {
        this.table = table;
    }

    @Override
    public Optional<RunId> current(Workspace workspace, WorkflowId workflowId) {
        return table.get(Keys.pointer(workspace, workflowId))
                .map(item -> new RunId(Items.text(item, Items.RUN)));
    }

    @Override
    public Optional<RunHead> head(RunKey run) {
        return table.get(Keys.head(run)).map(TableRunIndexReader::head);
    }

    @Override
    public Page<RunHead> list(RunQuery query) {
        return new RunList(table, query).page();
    }

    @Override
    public Page<RunHead> openRuns(int limit, @Nullable String cursor) {
        return new OpenRuns(table).page(limit, cursor);
    }

    static RunHead head(Map<String, AttributeValue> item) {
        return HeadFields.fromBytes(Items.bytes(item, Items.BYTES));
    }
}
