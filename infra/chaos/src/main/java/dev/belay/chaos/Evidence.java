package dev.belay.chaos;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.command.Command;
import dev.belay.core.decider.CommandText;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.HistoryReader;
import dev.belay.core.port.Page;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunIndexReader;
import dev.belay.core.port.RunQuery;
import dev.belay.local.backend.Backend;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that a store has of all runs: their histories, and what lists show of them.
record Evidence(Map<RunKey, List<Batch>> histories, Map<RunKey, RunHead> heads) {
    private static final int PAGE = 500;

    /// @param promised runs that there must be, whether lists show them or not
    static Evidence of(Backend backend, Collection<RunKey> promised) {
        HistoryReader reader = backend.engine().histories();
        RunIndexReader index = backend.engine().index();
        var heads = new HashMap<RunKey, RunHead>();
        for (RunHead head : all(index)) {
            heads.put(head.run(), head);
        }
        var histories = new HashMap<RunKey, List<Batch>>();
        var unread = new ArrayDeque<>(promised);
        unread.addAll(heads.keySet());
        for (RunKey run = unread.poll(); run != null; run = unread.poll()) {
            if (!histories.containsKey(run)) {
                List<Batch> batches = read(reader, run);
                histories.put(run, batches);
                unread.addAll(relatives(run, batches));
                index.head(run).ifPresent(head -> heads.put(head.run(), head));
            }
        }
        return new Evidence(histories, heads);
    }

    private static List<RunHead> all(RunIndexReader index) {
        var heads = new ArrayList<RunHead>();
        @Nullable String cursor = null;
        do {
            Page<RunHead> page = index.list(RunQuery.all(Workspace.DEFAULT, PAGE).after(cursor));
            heads.addAll(page.items());
            cursor = page.cursor();
        } while (cursor != null);
        return heads;
    }

    private static List<Batch> read(HistoryReader reader, RunKey run) {
        var batches = new ArrayList<Batch>();
        List<StoredBatch> page;
        do {
            long after = batches.isEmpty() ? 0 : batches.getLast().number();
            page = reader.read(run, after, PAGE);
            page.stream().map(HistoryFields::fromStored).forEach(batches::add);
        } while (page.size() == PAGE);
        return batches;
    }

    /// The history in words, one event a line.
    static String explain(RunKey run, List<Batch> batches) {
        var text = new StringBuilder("history of %s".formatted(run));
        for (Batch batch : batches) {
            text.append("%n%4d  %s".formatted(batch.number(), batch.time()));
            for (var event : batch.events()) {
                text.append(
                        event instanceof CommandIssued(int id, var command)
                                ? "%n      #%d %s".formatted(id, CommandText.of(command))
                                : "%n      %s".formatted(event));
            }
        }
        return text.toString();
    }

    /// Children and continuations that the history names.
    private static List<RunKey> relatives(RunKey run, List<Batch> batches) {
        var relatives = new ArrayList<RunKey>();
        for (Batch batch : batches) {
            for (var event : batch.events()) {
                if (event instanceof CommandIssued(_, Command.StartChild child)) {
                    relatives.add(new RunKey(run.workspace(), child.child()));
                } else if (event instanceof CommandIssued(_, Command.ContinueAsNew next)) {
                    relatives.add(new RunKey(run.workspace(), next.next()));
                }
            }
        }
        return relatives;
    }
}
