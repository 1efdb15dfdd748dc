package dev.belay.local.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.definition.compile.CompilerOptions;
import dev.belay.definition.compile.FlowCompiler;
import dev.belay.definition.problem.Problem;
import dev.belay.jq.JqExpressions;
import dev.belay.webhook.ExpressionMapping;
import dev.belay.webhook.TriggerRules;
import dev.belay.webhook.sender.Senders;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostStartsTest {
    private static final FlowCompiler COMPILER =
            new FlowCompiler(
                    CompilerOptions.of(new JqExpressions())
                            .withStarts(
                                    new HostStarts(
                                            new TriggerRules(
                                                    Senders.known(),
                                                    new ExpressionMapping(
                                                            new JqExpressions(),
                                                            InstantSource.system())))));

    private static List<Problem> check(String metadata, String schedule) {
        return COMPILER.check(
                """
                document: { dsl: '1.0.3', namespace: shop, name: order, version: '1.0.0',
                  metadata: { belay: { %s } } }
                %s
                do: [ { a: { set: { x: 1 } } } ]
                """
                        .formatted(metadata, schedule.isEmpty() ? "" : "schedule: " + schedule));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "creditLimit: 5 | /document/metadata/belay/creditLimit | counts what a run spends",
                "idempotencyKey: .id | /document/metadata/belay/idempotencyKey | has neither",
                "triggers: [ { name: a, type: mail } ] | /document/metadata/belay/triggers/0 | type 'mail'",
                "triggers: [ { name: a, type: webhook, sender: gitub } ] | /document/metadata/belay/triggers/0 | no sender is called 'gitub'",
                "triggers: [ { name: a, type: webhook, sender: github, filter: '.a ==' } ] | /document/metadata/belay/triggers/0 | filter:",
                "triggers: [ { name: a, type: webhook, sender: github, fliter: '.a' } ] | /document/metadata/belay/triggers/0 | 'fliter' is no field",
                "triggers: [ { name: 'on', type: event, events: [ { type: a } ] } ] | /document/metadata/belay/triggers/0 | schedule.on",
            })
    void what_would_have_no_effect_is_refused_where_it_stands(
            String metadata, String pointer, String words) {
        assertThat(check(metadata, ""))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo(pointer);
                    assertThat(problem.message()).contains(words);
                    assertThat(problem.position().line()).isEqualTo(2);
                });
    }

    @Test
    void a_schedule_that_every_event_would_start_is_refused() {
        String one = "{ on: { all: [ { with: { type: a } }, { with: {} } ] } }";

        assertThat(check("", "{ on: { any: [] } }"))
                .singleElement()
                .extracting(Problem::pointer)
                .isEqualTo("/schedule/on");
        assertThat(check("", one)).hasSize(1);
    }

    @Test
    void the_run_of_several_events_has_no_key_of_its_own() {
        String two = "{ on: { all: [ { with: { type: a } }, { with: { type: b } } ] } }";

        assertThat(check("idempotencyKey: '.id'", two))
                .singleElement()
                .extracting(Problem::pointer)
                .isEqualTo("/document/metadata/belay/idempotencyKey");
        assertThat(check("", two)).isEmpty();
    }

    @Test
    void what_this_host_can_do_is_published() {
        assertThat(
                        check(
                                "lane: system, timezone: Europe/Paris, concurrency: { limit: 5, key: .customer, heldWhileWaiting: false }, idempotencyKey: .id, triggers: [ { name: a, type: webhook, sender: github } ]",
                                "{ cron: '0 9 * * *', on: { any: [ { with: { type: a } }, { with: { type: b } } ] } }"))
                .isEmpty();
    }
}
