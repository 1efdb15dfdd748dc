package dev.belay.testkit.audit;

import dev.belay.core.command.Command;
import dev.belay.core.history.HistoryEvent.ChildClosed;
import dev.belay.core.message.InboxItem;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one history says, gathered for comparing it with others.
final class RunFacts {
    final RunKey run;
    @Nullable StartRequest request;
    @Nullable Instant startedAt;

    /// Null while the run is open.
    @Nullable RunStatus status;

    @Nullable Instant closedAt;

    /// Null where the run was ended by force, cancelled or continued.
    @Nullable Outcome outcome;

    Command.@Nullable ContinueAsNew next;

    /// Commands that have not ended.
    final Map<Integer, Command> open = new TreeMap<>();

    final Map<Integer, Activity> activities = new TreeMap<>();
    final Map<Integer, Command.StartChild> children = new TreeMap<>();
    final Set<Integer> childrenStarted = new HashSet<>();
    final Map<Integer, ChildClosed> childrenClosed = new HashMap<>();

    /// Inbox items in the order in which this history took them; not those that it began with.
    final List<String> items = new ArrayList<>();

    /// Inbox items that the run began with, from the run before it.
    final List<String> carried = new ArrayList<>();

    final Set<String> updates = new HashSet<>();
    final Set<String> answered = new HashSet<>();

    RunFacts(RunKey run) {
        this.run = run;
    }

    void started(StartRequest start, Instant time) {
        request = start;
        startedAt = time;
        start.carried().stream().map(InboxItem::itemId).forEach(carried::add);
    }

    void closed(RunStatus how, @Nullable Outcome end, Instant time) {
        if (status == null) {
            status = how;
            outcome = end;
            closedAt = time;
        }
    }

    RunKey sibling(RunId id) {
        return new RunKey(run.workspace(), id);
    }

    /// One activity of a run.
    static final class Activity {
        final Command.ScheduleActivity command;

        /// When each attempt could begin at the earliest.
        final List<Instant> asked = new ArrayList<>();

        int lostInRow;

        /// 0 where none did.
        int completedBy;

        Activity(Command.ScheduleActivity command, Instant scheduledAt) {
            this.command = command;
            asked.add(scheduledAt);
        }
    }
}
