package dev.belay.aws;

import dev.belay.aws.Table.Condition;
import dev.belay.aws.Table.Written;
import dev.belay.core.model.Workspace;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.FlowVersion;
import dev.belay.flow.store.PublishedFlow;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Publishes flows: the content first, then the version that refers to it. A crash in between
/// leaves content that nobody refers to, and whoever publishes it again refers to.
final class TableFlows extends TableFlowReader implements FlowStore {
    TableFlows(Table table, FlowContents contents) {
        super(table, contents);
    }

    @Override
    public boolean putIfAbsent(Workspace workspace, PublishedFlow flow) {
        FlowVersion version = flow.version();
        ItemKey key = Keys.flow(workspace, version.workflow(), version.number());
        if (table.get(key).isPresent()) {
            return false;
        }
        var content = contents.put(workspace, flow.plan(), flow.source());
        var facts = new Facts(version.version(), version.publishedAt(), content.sha256());
        String token = UUID.randomUUID().toString();
        var item = new HashMap<>(key.attributes());
        item.put(Items.BYTES, facts.bytes());
        item.put(Items.NUMBER, Items.number(content.bytes()));
        item.put(Items.ENABLED, Items.number(version.enabled() ? 1 : 0));
        item.put(Items.TOKEN, Items.text(token));
        return switch (table.put(item, Condition.ABSENT)) {
            case Written.Done _ -> true;
            // Our own version, whose first answer was lost.
            case Written.Refused(var existing, _) ->
                    token.equals(Items.textOrNull(existing, Items.TOKEN));
        };
    }

    @Override
    public void enable(Workspace workspace, String workflow, int number, boolean enabled) {
        table.update(
                Keys.flow(workspace, workflow, number),
                "SET %s = :enabled".formatted(Items.ENABLED),
                Map.of(":enabled", Items.number(enabled ? 1 : 0)),
                Condition.PRESENT);
    }
}
