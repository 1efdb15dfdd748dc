package dev.belay.testkit.engine;

import dev.belay.core.engine.RunLoader;
import dev.belay.core.machine.Pending;
import dev.belay.core.machine.RunState;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.TimerKey;
import dev.belay.core.model.RunKey;
import dev.belay.testkit.TestEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Looks for what is waited for without anything that would bring it.
final class WakeUps {
    private WakeUps() {}

    static List<String> missing(TestEnvironment belay) {
        var missing = new ArrayList<String>();
        for (RunKey run : belay.ports().history().runs()) {
            RunState state =
                    new RunLoader(belay.ports().history(), NoDeciders.INSTANCE, "none").state(run);
            if (!state.status().isClosed()) {
                for (Pending pending : state.pending()) {
                    if (!isArmed(belay, run, pending)) {
                        missing.add("%s waits for %s".formatted(run, pending));
                    }
                }
            }
        }
        return missing;
    }

    private static boolean isArmed(TestEnvironment belay, RunKey run, Pending pending) {
        return switch (pending) {
            case Pending.Activity activity ->
                    anyMessage(
                                    belay,
                                    message ->
                                            message instanceof ActivityTask task
                                                    && task.run().equals(run)
                                                    && task.activityId() == activity.id())
                            || anyMessage(
                                    belay,
                                    message ->
                                            message instanceof RunMessage.ActivityReported reported
                                                    && reported.run().equals(run)
                                                    && reported.activityId() == activity.id())
                            || timer(belay, run, TimerKey.Kind.ACTIVITY_RETRY, activity.id());
            case Pending.Timer timer -> timer(belay, run, TimerKey.Kind.WORKFLOW, timer.id());
            // A child that exists tells its parent when it closes; one that does not has a start.
            case Pending.Child child ->
                    child.started()
                            || anyMessage(
                                    belay,
                                    message ->
                                            message.run().runId().equals(child.command().child())
                                                    || message.run().equals(run));
            case Pending.Delivery _ -> anyMessage(belay, message -> message.run().equals(run));
        };
    }

    private static boolean timer(TestEnvironment belay, RunKey run, TimerKey.Kind kind, int id) {
        Predicate<RunMessage.TimerDue> wanted =
                due ->
                        due.run().equals(run)
                                && due.timer().kind() == kind
                                && due.timer().id() == id;
        return belay.ports().timers().all().stream().anyMatch(armed -> wanted.test(armed.message()))
                || anyMessage(
                        belay,
                        message -> message instanceof RunMessage.TimerDue due && wanted.test(due));
    }

    private static boolean anyMessage(TestEnvironment belay, Predicate<QueueMessage> wanted) {
        var queues = belay.ports().queues();
        return queues.queues().stream()
                .flatMap(queue -> queues.messages(queue).stream())
                .anyMatch(wanted);
    }
}
