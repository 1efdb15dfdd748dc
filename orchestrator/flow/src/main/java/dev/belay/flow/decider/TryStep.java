package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.flow.decider.Doing.Trying;
import dev.belay.flow.decider.Doing.Trying.Phase;
import dev.belay.flow.plan.Retry;
import dev.belay.flow.plan.Step;
import java.time.Duration;
import java.util.Map;

/// `try`: the body, the pauses between its attempts, the handler.
final class TryStep {
    private static final int BODY = 0;
    private static final int HANDLER = 1;

    private final Machine machine;

    TryStep(Machine machine) {
        this.machine = machine;
    }

    void enter(Frame frame, Step.Try attempt) {
        frame.doing = new Trying(Phase.BODY, 1, machine.evaluation.now(), 0, null);
        startBody(frame, attempt, 1);
    }

    private void startBody(Frame frame, Step.Try attempt, int number) {
        Trying trying = frame.doing(Trying.class);
        Retry retry = attempt.handler().retry();
        int limit = 0;
        if (retry != null && retry.attemptDuration() != null) {
            limit =
                    machine.startTimer(
                            machine.duration(retry.attemptDuration(), frame, Map.of()),
                            "attempt of " + pointer(frame),
                            frame,
                            BODY,
                            Wait.What.ATTEMPT);
        }
        frame.doing = trying.in(Phase.BODY, number, limit, null);
        machine.startBlock(frame, BODY, attempt.block(), frame.input(), Map.of());
    }

    void blockDone(Frame frame, JsonNode output) {
        machine.cancelTimer(frame.doing(Trying.class).limit());
        machine.complete(frame, output);
    }

    void blockFailed(Frame frame, Step.Try attempt, Problem problem) {
        Trying trying = frame.doing(Trying.class);
        if (trying.phase() == Phase.HANDLER) {
            machine.fail(frame, problem);
            return;
        }
        machine.cancelTimer(trying.limit());
        Step.Catch handler = attempt.handler();
        Map<String, JsonNode> error = Map.of(handler.as(), problem.body());
        if (!catches(frame, handler, problem, error)) {
            machine.fail(frame, problem);
            return;
        }
        Retry retry = handler.retry();
        if (retry != null && mayRetry(frame, retry, trying, error)) {
            pause(frame, attempt, retry, problem, error);
        } else if (handler.block() != null) {
            frame.doing = trying.in(Phase.HANDLER, trying.attempt(), 0, problem.body());
            machine.startBlock(frame, HANDLER, handler.block(), frame.input(), error);
        } else if (retry != null) {
            // Retries did not help and nothing else is to be done about it.
            machine.fail(frame, problem);
        } else {
            machine.complete(frame, frame.input());
        }
    }

    private boolean catches(
            Frame frame, Step.Catch handler, Problem problem, Map<String, JsonNode> error) {
        return problem.matches(handler.errors())
                && (handler.when() == null
                        || machine.evaluation.holds(handler.when(), frame.input(), frame, error))
                && (handler.exceptWhen() == null
                        || !machine.evaluation.holds(
                                handler.exceptWhen(), frame.input(), frame, error));
    }

    private boolean mayRetry(Frame frame, Retry retry, Trying trying, Map<String, JsonNode> error) {
        if (retry.retries() != null && trying.attempt() > retry.retries()) {
            return false;
        }
        if (retry.duration() != null) {
            Duration limit = machine.duration(retry.duration(), frame, error);
            if (!machine.evaluation.now().isBefore(trying.since().plus(limit))) {
                return false;
            }
        }
        return (retry.when() == null
                        || machine.evaluation.holds(retry.when(), frame.input(), frame, error))
                && (retry.exceptWhen() == null
                        || !machine.evaluation.holds(
                                retry.exceptWhen(), frame.input(), frame, error));
    }

    private void pause(
            Frame frame,
            Step.Try attempt,
            Retry retry,
            Problem problem,
            Map<String, JsonNode> error) {
        Trying trying = frame.doing(Trying.class);
        Duration pause =
                new Backoffs(machine, frame, error)
                        .pause(retry, trying.attempt(), machine.run + "/" + frame.id);
        if (pause.isZero()) {
            startBody(frame, attempt, trying.attempt() + 1);
            return;
        }
        int timer =
                machine.startTimer(
                        pause,
                        "retry %d of %s".formatted(trying.attempt(), pointer(frame)),
                        frame,
                        BODY,
                        Wait.What.TIMER);
        frame.doing = trying.in(Phase.PAUSE, trying.attempt(), timer, problem.body());
    }

    /// The pause before the next attempt is over.
    void again(Frame frame) {
        startBody(frame, step(frame), frame.doing(Trying.class).attempt() + 1);
    }

    void attemptTimedOut(Frame frame) {
        Trying trying = frame.doing(Trying.class);
        frame.doing = trying.in(trying.phase(), trying.attempt(), 0, null);
        machine.cancelSlot(frame, BODY, "the attempt took too long");
        blockFailed(
                frame,
                step(frame),
                Problem.of(Problem.TIMEOUT, 408, "Timed out", "the attempt took too long")
                        .at(pointer(frame)));
    }

    private Step.Try step(Frame frame) {
        return (Step.Try) machine.plan.task(frame.task).step();
    }

    private String pointer(Frame frame) {
        return machine.plan.task(frame.task).pointer();
    }
}
