package dev.belay.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.model.Workspace;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.definition.compile.ActionCatalog.Action;
import dev.belay.definition.compile.CompilerOptions;
import dev.belay.definition.publish.DefinitionPublisher;
import dev.belay.flow.store.FlowStore;
import dev.belay.jq.JqExpressions;
import dev.belay.local.bench.Workflows.Receipt;
import java.time.InstantSource;
import java.util.Optional;

/// Flows that do nothing, durably: what [Workflows] does, as definitions.
final class BenchFlows {
    static final ActivityType<JsonNode, Receipt> ACTION =
            ActivityType.of("action", JsonNode.class, Receipt.class).with(Workflows.NOOP.options());

    /// As many actions one after another as [Throughput] has.
    static final WorkflowType<Integer, Object> SEQUENCE = type("sequence");

    /// As many as the input says, each one's receipt in the next one's reach.
    static final WorkflowType<Integer, Object> LONG = type("long");

    /// A loop over so many items, 50 at once.
    static final WorkflowType<Integer, Object> LOOP = type("loop");

    private BenchFlows() {}

    private static WorkflowType<Integer, Object> type(String name) {
        return WorkflowType.of(
                "bench." + name,
                Integer.class,
                Object.class,
                () ->
                        (_, _) -> {
                            throw new UnsupportedOperationException(name + " is a flow");
                        });
    }

    static DefinitionPublisher publisher(FlowStore store) {
        var options =
                CompilerOptions.of(new JqExpressions())
                        .withActions(call -> Optional.of(new Action(call.function(), false)));
        return new DefinitionPublisher(options, store, InstantSource.system());
    }

    static void publish(FlowStore store) {
        var publisher = publisher(store);
        publisher.publish(Workspace.DEFAULT, sequence("sequence", Throughput.ACTIVITIES));
        publisher.publish(Workspace.DEFAULT, longOne());
        publisher.publish(Workspace.DEFAULT, loop());
    }

    static String sequence(String name, int actions) {
        var text = new StringBuilder(head(name)).append("do:\n");
        for (int i = 0; i < actions; i++) {
            text.append(
                    "- step%d: { call: 'action:1.0.0@default', with: { n: %d } }\n"
                            .formatted(i, i));
        }
        return text.toString();
    }

    private static String longOne() {
        return head("long")
                + """
                do:
                - begin: { set: { n: 0 } }
                - work:
                    call: action:1.0.0@default
                    with: { n: '${ .n }' }
                    output: { as: '${ {n: ($input.n + 1), last: .} }' }
                - again:
                    switch:
                    - more: { when: '.n < $workflow.input', then: work }
                    - enough: { then: end }
                """;
    }

    private static String loop() {
        return head("loop")
                + """
                do:
                - all:
                    for: { each: item, in: '[range(.)]' }
                    do:
                    - work: { call: 'action:1.0.0@default', with: { n: '${ $item }' } }
                    metadata: { loop: { concurrency: 50, onItemError: stop } }
                """;
    }

    private static String head(String name) {
        return "document: { dsl: '1.0.3', namespace: bench, name: %s, version: '1.0.0' }%n"
                .formatted(name);
    }
}
