package dev.belay.testkit.audit;

import dev.belay.core.command.Command;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage.ActivityReported;
import dev.belay.core.message.RunMessage.ChildClosed;
import dev.belay.core.message.RunMessage.ChildStarted;
import dev.belay.core.message.RunMessage.DeliveryReported;
import dev.belay.core.message.RunMessage.Start;
import dev.belay.core.message.RunMessage.TimerDue;
import dev.belay.core.message.TimerKey;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import java.util.Map;
import java.util.function.Predicate;

/// Looks for what is waited for without anything that would bring it.
final class WakeUpAudit {
    private final Map<RunKey, RunFacts> runs;
    private final UnderWay underWay;

    WakeUpAudit(Map<RunKey, RunFacts> runs, UnderWay underWay) {
        this.runs = runs;
        this.underWay = underWay;
    }

    void audit(RunFacts facts, Findings findings) {
        if (facts.blocked && !timer(facts.run, 0, TimerKey.Kind.BLOCKED_RECHECK)) {
            findings.add(
                    Invariant.OPEN_RUN_HAS_ITS_WAKE_UPS,
                    facts.run,
                    "the run is blocked, and nothing tries it again");
        }
        if (underWay.carries(message -> isEcho(facts, message))) {
            return;
        }
        facts.open.forEach((id, command) -> {
            if (!comes(facts, id, command)) {
                findings.add(
                        Invariant.OPEN_RUN_HAS_ITS_WAKE_UPS,
                        facts.run,
                        "command %d (%s) has nothing under way that would end it",
                        id,
                        command.getClass().getSimpleName());
            }
        });
    }

    /// A timer that the history has taken already comes again, early on a host whose clock is
    /// behind, or a blocked run that went on is to be tried again. Each repeats what followed.
    private static boolean isEcho(RunFacts facts, QueueMessage message) {
        return message instanceof TimerDue(var run, var timer, _)
                && run.equals(facts.run)
                && switch (timer.kind()) {
                    case WORKFLOW -> !facts.open.containsKey(timer.id());
                    case BLOCKED_RECHECK -> !facts.blocked;
                    case START_DELAY -> true;
                    case ACTIVITY_RETRY,
                            SCHEDULE_TO_START,
                            SCHEDULE_TO_CLOSE,
                            RUN_TIMEOUT,
                            WATCHDOG ->
                            false;
                };
    }

    private boolean comes(RunFacts facts, int id, Command command) {
        RunKey run = facts.run;
        return switch (command) {
            case Command.ScheduleActivity _ ->
                    underWay.carries(message ->
                            (message instanceof ActivityTask task
                                            && task.run().equals(run)
                                            && task.activityId() == id)
                                    || (message instanceof ActivityReported reported
                                            && reported.run().equals(run)
                                            && reported.activityId() == id))
                            || timer(run, id, TimerKey.Kind.ACTIVITY_RETRY);
            case Command.StartTimer _ -> timer(run, id, TimerKey.Kind.WORKFLOW);
            case Command.StartChild child -> childComes(facts, id, child.child());
            case Command.SignalRun _ -> delivered(run, id);
            case Command.RequestCancel _ -> delivered(run, id);
            default -> true;
        };
    }

    private boolean delivered(RunKey run, int id) {
        return underWay.carries(message ->
                message instanceof DeliveryReported reported
                        && reported.run().equals(run)
                        && reported.commandId() == id);
    }

    private boolean timer(RunKey run, int id, TimerKey.Kind kind) {
        Predicate<TimerDue> wanted =
                due ->
                        due.run().equals(run)
                                && due.timer().kind() == kind
                                && due.timer().id() == id;
        return underWay.isArmed(wanted)
                || underWay.carries(message -> message instanceof TimerDue due && wanted.test(due));
    }

    /// The start of the child, the open child itself, or the word of its end.
    private boolean childComes(RunFacts parent, int id, RunId child) {
        RunFacts first = runs.get(parent.sibling(child));
        RunKey at = parent.sibling(child);
        if (first != null) {
            RunFacts last = Chain.from(first, runs).getLast();
            if (last.status == null || underWay.isBeingHandled(last.run)) {
                return true;
            }
            if (timer(last.run, 0, TimerKey.Kind.BLOCKED_RECHECK)) {
                // It was blocked once: the timer that was to try it again makes it tell its end.
                return true;
            }
            at = last.next == null ? last.run : last.sibling(last.next.next());
        }
        RunKey awaited = at;
        return underWay.carries(message ->
                (message instanceof Start start && start.run().equals(awaited))
                        || (message instanceof ChildClosed closed
                                && closed.run().equals(parent.run)
                                && closed.commandId() == id)
                        || (message instanceof ChildStarted started
                                && started.run().equals(parent.run)
                                && started.commandId() == id
                                && started.failure() != null));
    }
}
