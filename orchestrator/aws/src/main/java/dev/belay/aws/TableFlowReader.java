package dev.belay.aws;

import dev.belay.core.codec.BinaryReader;
import dev.belay.core.codec.BinaryWriter;
import dev.belay.core.model.Workspace;
import dev.belay.flow.store.FlowReader;
import dev.belay.flow.store.FlowVersion;
import dev.belay.flow.store.PublishedFlow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A partition per workspace, an item per version, in the order of names and numbers. Contents lie
/// apart, so that lists do not read them.
class TableFlowReader implements FlowReader {
    final Table table;
    final FlowContents contents;

    TableFlowReader(Table table, FlowContents contents) {
        this.table = table;
        this.contents = contents;
    }

    @Override
    public final Optional<PublishedFlow> get(Workspace workspace, String workflow, int number) {
        return table.get(Keys.flow(workspace, workflow, number))
                .map(item -> {
                    var content = contents.get(workspace, reference(item));
                    return new PublishedFlow(version(item), content.plan(), content.source());
                });
    }

    @Override
    public final List<FlowVersion> versions(Workspace workspace, String workflow) {
        return read(Query.prefix(Keys.flows(workspace), Keys.flow(workflow)));
    }

    @Override
    public final List<FlowVersion> list(Workspace workspace) {
        var newest = new ArrayList<FlowVersion>();
        for (FlowVersion version : read(Keys.everyFlow(workspace))) {
            if (!newest.isEmpty() && newest.getLast().workflow().equals(version.workflow())) {
                newest.removeLast();
            }
            newest.add(version);
        }
        return newest;
    }

    private List<FlowVersion> read(Query query) {
        return table.query(query).stream().map(TableFlowReader::version).toList();
    }

    private static FlowVersion version(Map<String, AttributeValue> item) {
        String key = Items.text(item, Items.SORT);
        int end = key.lastIndexOf('#');
        Facts facts = Facts.of(item);
        return new FlowVersion(
                key.substring(0, end),
                Integer.parseInt(key, end + 1, key.length(), 16),
                facts.version(),
                facts.publishedAt(),
                Items.number(item, Items.ENABLED) == 1);
    }

    private static FlowContents.Reference reference(Map<String, AttributeValue> item) {
        return new FlowContents.Reference(
                Facts.of(item).digest(), Math.toIntExact(Items.number(item, Items.NUMBER)));
    }

    /// What never changes about a version.
    record Facts(String version, Instant publishedAt, String digest) {
        static Facts of(Map<String, AttributeValue> item) {
            var reader = new BinaryReader(Items.bytes(item, Items.BYTES));
            return new Facts(
                    reader.text(1, "version"),
                    reader.instant(2, "publishedAt"),
                    reader.text(3, "digest"));
        }

        AttributeValue bytes() {
            var writer = new BinaryWriter();
            writer.text(1, "version", version);
            writer.instant(2, "publishedAt", publishedAt);
            writer.text(3, "digest", digest);
            return Items.bytes(writer.toByteArray());
        }
    }
}
