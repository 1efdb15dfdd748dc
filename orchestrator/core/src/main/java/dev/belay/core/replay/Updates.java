package dev.belay.core.replay;

import dev.belay.core.command.Command;
import dev.belay.core.message.InboxItem;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.workflow.UpdateType;
import dev.belay.core.workflow.WorkflowException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Updates: validated at arrival, or when their handler is registered, then handled in a branch.
final class Updates {
    private record Request(String itemId, String name, Payload argument) {}

    private record Handler(Consumer<Payload> validator, Function<Payload, Payload> handler) {}

    private final CodeContext context;
    private final CommandLog log;
    private final Map<String, Handler> handlers = new HashMap<>();
    private final List<Request> waiting = new ArrayList<>();

    Updates(CodeContext context, CommandLog log) {
        this.context = context;
        this.log = log;
    }

    void deliver(String itemId, String name, Payload argument) {
        var request = new Request(itemId, name, argument);
        Handler handler = handlers.get(name);
        if (handler == null) {
            waiting.add(request);
        } else {
            begin(request, handler);
        }
    }

    <A, R> void register(UpdateType<A, R> type, Consumer<A> validator, Function<A, R> handler) {
        var registered =
                new Handler(
                        argument -> validator.accept(context.read(argument, type.argument())),
                        argument ->
                                context.write(
                                        "answer of update " + type.name(),
                                        handler.apply(context.read(argument, type.argument()))));
        handlers.put(type.name(), registered);
        for (Request request : List.copyOf(waiting)) {
            if (request.name().equals(type.name())) {
                waiting.remove(request);
                begin(request, registered);
            }
        }
    }

    /// Requests that no handler was registered for, to be asked again of the next run.
    List<InboxItem> left(Instant now) {
        return waiting.stream()
                .<InboxItem>map(request ->
                        new InboxItem.Update(
                                request.itemId(), request.name(), request.argument(), now))
                .toList();
    }

    private void begin(Request request, Handler handler) {
        Failure refusal = refusal(request, handler);
        if (refusal != null) {
            log.issue(
                    Command.RejectUpdate.class,
                    request.itemId(),
                    () -> new Command.RejectUpdate(request.itemId(), refusal));
            return;
        }
        log.issue(
                Command.AcceptUpdate.class,
                request.itemId(),
                () -> new Command.AcceptUpdate(request.itemId()));
        context.beginBranch("update " + request.name(), () -> handle(request, handler));
    }

    private @Nullable Failure refusal(Request request, Handler handler) {
        if (log.isReplaying()) {
            return log.peek() instanceof Command.RejectUpdate reject ? reject.failure() : null;
        }
        try {
            handler.validator().accept(request.argument());
            return null;
        } catch (WorkflowException refused) {
            return refused.failure();
        } catch (RuntimeException refused) {
            return CodeDecider.failureOf(refused);
        }
    }

    private void handle(Request request, Handler handler) {
        Outcome outcome;
        try {
            outcome = new Outcome.Completed(handler.handler().apply(request.argument()));
        } catch (WorkflowException failed) {
            outcome = new Outcome.Failed(failed.failure());
        } catch (RuntimeException failed) {
            outcome = new Outcome.Failed(CodeDecider.failureOf(failed));
        }
        Outcome result = outcome;
        log.issue(
                Command.CompleteUpdate.class,
                request.itemId(),
                () -> new Command.CompleteUpdate(request.itemId(), result));
    }
}
