package dev.belay.schedule;

import dev.belay.core.error.BelayException;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.schedule.ScheduleRequests.Answer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the schedule was asked and has not answered. Handlers of updates only leave their request
/// here; the schedule's one loop does the work, when everything due before it is done.
final class Requests {
    private final WorkflowContext context;
    private final Deque<Request> waiting = new ArrayDeque<>();
    private int unanswered;

    Requests(WorkflowContext context) {
        this.context = context;
    }

    private static final class Request {
        final Supplier<Answer> work;
        @Nullable Answer answer;
        @Nullable WorkflowException refusal;

        Request(Supplier<Answer> work) {
            this.work = work;
        }

        boolean isDone() {
            return answer != null || refusal != null;
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Called by a handler: gives its answer when the loop has done the work.
    Answer ask(Supplier<Answer> work) {
        var request = new Request(work);
        waiting.add(request);
        unanswered++;
        try {
            context.await(request::isDone);
        } finally {
            unanswered--;
        }
        Answer answer = request.answer;
        if (answer == null) {
            throw request.refusal == null
                    ? new IllegalStateException("a request without an answer")
                    : request.refusal;
        }
        return answer;
    }

    /// Called by the loop.
    ///
    /// @return whether there was anything
    boolean serve() {
        if (waiting.isEmpty()) {
            return false;
        }
        for (Request request = waiting.poll(); request != null; request = waiting.poll()) {
            try {
                request.answer = request.work.get();
            } catch (WorkflowException refused) {
                request.refusal = refused;
            } catch (BelayException refused) {
                request.refusal =
                        WorkflowException.of("invalid-schedule", plain(refused.getMessage()));
            }
        }
        // Their handlers answer now, before the loop goes on or ends.
        context.await(() -> unanswered == waiting.size());
        return true;
    }

    private static String plain(@Nullable String message) {
        return message == null ? "no reason is known" : message;
    }
}
