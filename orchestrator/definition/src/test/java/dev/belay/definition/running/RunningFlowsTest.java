package dev.belay.definition.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.workflow.SignalType;
import dev.belay.definition.compile.CompilerOptions;
import dev.belay.definition.running.FlowHost.Memory;
import dev.belay.jq.JqExpressions;
import dev.belay.testkit.CrashAt;
import dev.belay.testkit.CrashAt.Side;
import dev.belay.testkit.Effects;
import dev.belay.testkit.TestRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A flow with something of everything, wherever its host dies and however its runs are kept.
class RunningFlowsTest {
    private static final SignalType<JsonNode> PAID = new SignalType<>("shop.paid", JsonNode.class);

    private static final String SHIP =
            """
            document: { dsl: '1.0.3', namespace: shop, name: ship, version: '1.0.0' }
            do:
              - pack:
                  set: { parcel: '${ "parcel for \\(.order)" }' }
            """;

    private static final String ORDER =
            """
            document: { dsl: '1.0.3', namespace: shop, name: order, version: '1.0.0' }
            do:
              - check:
                  switch:
                    - large: { when: '.items | length > 2', then: look }
                    - small: { then: end }
              - look:
                  fork:
                    branches:
                      - pet:
                          call: http
                          with:
                            method: get
                            endpoint: { uri: 'https://pets.example/pet/{pet}' }
                          output: { as: .name }
                      - count:
                          set: { items: '${ .items | length }' }
                  export: { as: '$context + { looked: . }' }
              - payment:
                  listen:
                    to:
                      one:
                        with:
                          type: shop.paid
                          data: ${ .sum > 10 }
                  output: { as: '.[0].sum' }
              - charge:
                  try:
                    - gateway:
                        call: http
                        with:
                          method: post
                          endpoint: { uri: 'https://bank.example/charge/5' }
                          body: { sum: '${ . }' }
                  catch:
                    retry:
                      delay: { seconds: 3 }
                      backoff: { exponential: {} }
                      limit: { attempt: { count: 4 } }
                  output: { as: .id }
              - rest:
                  wait: { days: 7 }
              - each:
                  for: { each: item, in: '$workflow.input.items' }
                  do:
                    - add:
                        set: '${ ([.] | flatten) + [$item * 2] }'
              - parallel:
                  for: { each: item, in: '.' }
                  metadata: { loop: { concurrency: 2, batchSize: 3, onItemError: continue } }
                  do:
                    - send:
                        emit:
                          event:
                            with: { source: 'https://shop.example', type: shop.item, data: '${ $item }' }
                  output: { as: '{ total, failed, pages: (.pages | length) }' }
              - ship:
                  run:
                    workflow:
                      namespace: shop
                      name: ship
                      version: '1.0.0'
                      input: { order: '${ .total }' }
              - summary:
                  set:
                    parcel: ${ .parcel }
                    looked: ${ $context.looked }
                    flow: ${ $workflow.definition.document.name }
            """;

    private static TestRun<JsonNode> run(Memory memory, Effects effects) {
        var options = CompilerOptions.of(new JqExpressions());
        var host =
                new FlowHost(options, memory, effects)
                        .failing("https://bank.example/charge/5", 2)
                        .publish(SHIP)
                        .publish(ORDER);
        var run = host.start(Scenario.yaml("{ pet: 3, items: [1, 2, 3] }"));
        run.signal(PAID, Scenario.yaml("{ sum: 5 }"));
        run.signal(PAID, Scenario.yaml("{ sum: 50 }"));
        host.environment().runUntilIdle();
        return run;
    }

    @ParameterizedTest
    @EnumSource
    void a_flow_with_something_of_everything_comes_to_its_end(Memory memory) {
        assertThat(run(memory, Effects.RELIABLE).result())
                .isEqualTo(
                        Scenario.yaml(
                                """
                                parcel: parcel for 4
                                looked: [ Rex, { items: 3 } ]
                                flow: order
                                """));
    }

    @ParameterizedTest
    @EnumSource
    void it_comes_to_the_same_end_wherever_its_host_dies(Memory memory) {
        JsonNode expected = run(memory, Effects.RELIABLE).result();
        var counting = CrashAt.never();
        run(memory, counting);

        for (int effect = 0; effect < counting.seen().size(); effect++) {
            for (Side side : Side.values()) {
                assertThat(run(memory, CrashAt.effect(effect, side)).result())
                        .as("died %s effect %d, %s", side, effect, counting.seen().get(effect))
                        .isEqualTo(expected);
            }
        }
        assertThat(counting.seen()).hasSizeGreaterThan(50);
    }
}
