package dev.belay.embedded;

import dev.belay.core.codec.BinaryReader;
import dev.belay.core.codec.BinaryWriter;
import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.FlowVersion;
import dev.belay.flow.store.PublishedFlow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Published flows. What a version is and what it says lie apart, so that lists read only the
/// former. Numbers end the keys, so that the versions of a flow lie in their order.
final class EmbeddedFlows implements FlowStore {
    private static final char VERSION = 'v';
    private static final char CONTENT = 'u';

    private final Database database;
    private final Journal journal;
    private final Stripes stripes = new Stripes(64);

    private record Key(Workspace workspace, String workflow, int number) {
        byte[] of(char kind) {
            byte[] prefix = prefix(kind, workspace, workflow);
            return ByteBuffer.allocate(prefix.length + 4).put(prefix).putInt(number).array();
        }
    }

    EmbeddedFlows(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    @Override
    public boolean putIfAbsent(Workspace workspace, PublishedFlow flow) {
        var key = new Key(workspace, flow.version().workflow(), flow.version().number());
        byte[] version = bytes(flow.version());
        var content = new BinaryWriter(flow.plan().length + flow.source().length() + 16);
        content.payload(1, "plan", new Payload.Inline(flow.plan()));
        content.text(2, "source", flow.source());
        return stripes.run(
                key,
                () -> {
                    if (database.get(Family.STATE, key.of(VERSION)) != null) {
                        return false;
                    }
                    journal.commit(changes -> {
                        changes.put(Family.STATE, key.of(VERSION), version);
                        changes.put(Family.STATE, key.of(CONTENT), content.toByteArray());
                    });
                    return true;
                });
    }

    @Override
    public Optional<PublishedFlow> get(Workspace workspace, String workflow, int number) {
        var key = new Key(workspace, workflow, number);
        byte @Nullable [] version = database.get(Family.STATE, key.of(VERSION));
        byte @Nullable [] content = database.get(Family.STATE, key.of(CONTENT));
        if (version == null || content == null) {
            return Optional.empty();
        }
        var reader = new BinaryReader(content);
        if (!(reader.payload(1, "plan") instanceof Payload.Inline(byte[] plan))) {
            throw new IllegalStateException("a plan is stored elsewhere");
        }
        return Optional.of(
                new PublishedFlow(
                        version(workflow, number, version), plan, reader.text(2, "source")));
    }

    @Override
    public List<FlowVersion> versions(Workspace workspace, String workflow) {
        return read(prefix(VERSION, workspace, workflow));
    }

    @Override
    public List<FlowVersion> list(Workspace workspace) {
        var newest = new ArrayList<FlowVersion>();
        for (FlowVersion version : read(Keys.text(VERSION + workspace.name() + '\0'))) {
            if (!newest.isEmpty() && newest.getLast().workflow().equals(version.workflow())) {
                newest.removeLast();
            }
            newest.add(version);
        }
        return newest;
    }

    @Override
    public void enable(Workspace workspace, String workflow, int number, boolean enabled) {
        var key = new Key(workspace, workflow, number);
        stripes.run(
                key,
                () -> {
                    byte @Nullable [] stored = database.get(Family.STATE, key.of(VERSION));
                    if (stored != null) {
                        byte[] changed =
                                bytes(version(workflow, number, stored).withEnabled(enabled));
                        journal.commit(c -> c.put(Family.STATE, key.of(VERSION), changed));
                    }
                    return stored != null;
                });
    }

    private List<FlowVersion> read(byte[] prefix) {
        var versions = new ArrayList<FlowVersion>();
        database.scan(
                Family.STATE,
                prefix,
                Keys.after(prefix),
                iterator -> {
                    byte[] key = iterator.key();
                    int from = new String(key, StandardCharsets.UTF_8).indexOf('\0') + 1;
                    int number = ByteBuffer.wrap(key).getInt(key.length - 4);
                    var workflow =
                            new String(key, from, key.length - 5 - from, StandardCharsets.UTF_8);
                    versions.add(version(workflow, number, iterator.value()));
                    return true;
                });
        return versions;
    }

    private static byte[] prefix(char kind, Workspace workspace, String workflow) {
        return Keys.text(kind + workspace.name() + '\0' + workflow + '\0');
    }

    private static byte[] bytes(FlowVersion version) {
        var writer = new BinaryWriter();
        writer.text(1, "version", version.version());
        writer.instant(2, "publishedAt", version.publishedAt());
        writer.number(3, "enabled", version.enabled() ? 1 : 0);
        return writer.toByteArray();
    }

    private static FlowVersion version(String workflow, int number, byte[] bytes) {
        var reader = new BinaryReader(bytes);
        return new FlowVersion(
                workflow,
                number,
                reader.text(1, "version"),
                reader.instant(2, "publishedAt"),
                reader.number(3, "enabled") == 1);
    }
}
