package dev.belay.local.host;

import dev.belay.core.model.Workspace;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What waits for a turn, by workspace: workspaces take turns, so what one of them piles up delays
/// only itself. Within a workspace, what was begun goes on before anything new begins: runs then
/// end one after another instead of all at last, and few of them are in memory at once. Adding and
/// taking cost the same however much waits.
final class FairLines<T> {
    /// One turn in so many of a workspace is for what is new, even while what was begun never ends.
    private static final int TURNS_PER_NEW = 8;

    // Guarded by this.
    private final Map<Workspace, Line<T>> lines = new HashMap<>();
    private final ArrayDeque<Line<T>> turns = new ArrayDeque<>();

    private static final class Line<T> {
        final Workspace workspace;
        final ArrayDeque<T> begun = new ArrayDeque<>();
        final ArrayDeque<T> fresh = new ArrayDeque<>();
        int turn;

        Line(Workspace workspace) {
            this.workspace = workspace;
        }

        T next() {
            turn++;
            boolean isForNew = begun.isEmpty() || turn % TURNS_PER_NEW == 0 && !fresh.isEmpty();
            return isForNew ? fresh.removeFirst() : begun.removeFirst();
        }

        boolean isEmpty() {
            return begun.isEmpty() && fresh.isEmpty();
        }
    }

    /// @param begun goes on; else it is new
    synchronized void add(Workspace workspace, boolean begun, T item) {
        Line<T> line = lines.get(workspace);
        if (line == null) {
            line = new Line<>(workspace);
            lines.put(workspace, line);
            turns.addLast(line);
        }
        (begun ? line.begun : line.fresh).addLast(item);
    }

    /// @return null where nothing waits
    synchronized @Nullable T poll() {
        Line<T> line = turns.pollFirst();
        if (line == null) {
            return null;
        }
        T item = line.next();
        if (line.isEmpty()) {
            lines.remove(line.workspace);
        } else {
            turns.addLast(line);
        }
        return item;
    }

    synchronized boolean isEmpty() {
        return turns.isEmpty();
    }
}
