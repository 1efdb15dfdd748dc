package dev.belay.examples.howto;

import static dev.belay.examples.howto.Notes.ASK_SHOP;

import dev.belay.core.workflow.CancellationScope;
import dev.belay.core.workflow.Promise;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Does several things at once: asks shops, collects offers for a day, gives up what is not wanted
/// any more.
final class Quotes implements Workflow<List<String>, Quotes.Collected> {
    record Collected(List<String> answers, List<String> offers, boolean called) {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    static final WorkflowType<List<String>, Collected> TYPE =
            WorkflowType.of("quotes", (Class) List.class, Collected.class, Quotes::new);

    static final SignalType<String> OFFER = SignalType.of("offer", String.class);

    private final List<String> offers = new ArrayList<>();

    @Override
    public Collected run(WorkflowContext context, List<String> shops) {
        context.onSignal(OFFER, offers::add);

        List<Promise<String>> asked =
                shops.stream()
                        .map(shop -> context.start(ASK_SHOP, normalised(context, shop)))
                        .toList();
        List<String> answers = context.all(asked);

        CancellationScope reminder = context.newScope();
        Promise<Boolean> reminded = context.async(() -> reminder.call(() -> remind(context)));
        boolean enough = context.await(() -> offers.size() >= 2, Duration.ofDays(1));
        if (enough) {
            reminder.cancel("enough offers");
        } else {
            withinAnHour(context, "the last resort").ifPresent(offers::add);
        }
        return new Collected(answers, List.copyOf(offers), reminded.isCompleted());
    }

    private static boolean remind(WorkflowContext context) {
        context.sleep(Duration.ofHours(12));
        context.call(ASK_SHOP, "all again");
        return true;
    }

    /// Waits for a promise for a while.
    private static Optional<String> withinAnHour(WorkflowContext context, String shop) {
        Promise<String> answer = context.start(ASK_SHOP, shop);
        return context.race(answer, Duration.ofHours(1));
    }

    /// Work of milliseconds that needs no message.
    private static String normalised(WorkflowContext context, String name) {
        return context.callLocal(
                "normalise-name", name, String.class, (input, attempt) -> input.strip());
    }
}
