package dev.belay.api.access;

import dev.belay.core.model.Workspace;
import dev.belay.core.port.Records;
import dev.belay.core.port.Records.Entry;
import dev.belay.core.port.Records.Order;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The workspaces that somebody has used over the API: a workspace needs no making, so that nothing
/// else lists them.
public final class KnownWorkspaces {
    private static final String COLLECTION = "workspaces";
    private static final int PAGE = 500;
    private static final byte[] NOTHING = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private final Records records;

    public KnownWorkspaces(Records records) {
        this.records = records;
    }

    /// Ascending; `default` is always there.
    ///
    /// @param others that exist for the caller
    Set<String> all(Collection<String> others) {
        var names = new TreeSet<String>(others);
        names.add(Workspace.DEFAULT.name());
        names.remove(Caller.EVERYWHERE);
        @Nullable String after = null;
        while (true) {
            List<Entry> page =
                    records.list(ApiKeys.INSTALLATION, COLLECTION, Order.ASCENDING, after, PAGE);
            for (Entry entry : page) {
                names.add(entry.name());
                after = entry.name();
            }
            if (page.size() < PAGE) {
                return names;
            }
        }
    }

    /// Keeps that a workspace is used.
    ///
    /// @param seen what this process has kept already
    public void add(Workspace workspace, ConcurrentHashMap<String, Boolean> seen) {
        if (seen.putIfAbsent(workspace.name(), true) == null) {
            records.putNew(
                    new Records.Key(ApiKeys.INSTALLATION, COLLECTION, workspace.name()), NOTHING);
        }
    }
}
