package dev.belay.local.flow;

import dev.belay.core.error.BelayException;
import dev.belay.definition.compile.CompilerOptions;
import dev.belay.jq.JqExpressions;
import dev.belay.schedule.time.Cron;
import dev.belay.webhook.ExpressionMapping;
import dev.belay.webhook.TriggerRules;
import dev.belay.webhook.sender.Senders;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;

/// What definitions are compiled with.
public final class Compilers {
    private Compilers() {}

    /// Nothing but HTTP is called here: this process has no connectors.
    public static CompilerOptions options() {
        return CompilerOptions.of(new JqExpressions())
                .withDocuments(HostDocuments.of(System.getenv()))
                .withActions(_ -> Optional.empty())
                .withCron(Compilers::cronProblem)
                .withStarts(
                        new HostStarts(
                                new TriggerRules(
                                        Senders.known(),
                                        new ExpressionMapping(
                                                new JqExpressions(), InstantSource.system()))));
    }

    private static Optional<String> cronProblem(String cron) {
        try {
            Cron.parse(cron, ZoneOffset.UTC);
            return Optional.empty();
        } catch (BelayException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
