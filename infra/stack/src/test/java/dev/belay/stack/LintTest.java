package dev.belay.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.stack.Sam.Spoilt;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: the stack keeps every rule, and no rule is broken unseen.
///
/// Method: the project's own template is read as it is, with all options, and spoilt in one place.
class LintTest {
    @Test
    void the_template_keeps_every_rule() {
        assertThat(Lint.check(Sam.stack())).isEmpty();
    }

    @Test
    void the_template_keeps_every_rule_with_all_options() {
        assertThat(Lint.check(Sam.stack(Sam.ALL))).isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("spoilt")
    void a_broken_rule_is_found(Rule rule, String what, Consumer<Spoilt> change) {
        assertThat(Sam.findingsAfter(change)).as(what).extracting(Finding::rule).contains(rule);
    }

    @Test
    void every_rule_is_tried() {
        Set<Rule> tried = new TreeSet<>();
        spoilt().forEach(arguments -> tried.add((Rule) arguments.get()[0]));

        assertThat(tried).containsExactly(Rule.values());
    }

    @Test
    void a_parameter_can_break_a_rule() {
        assertThat(Lint.check(Sam.stack(Map.of("RetentionDays", "60")))).isEmpty();
        assertThat(
                        Sam.findingsAfter(template ->
                                ((ObjectNode) template.content().at("/Mappings/Retention/30"))
                                        .put("Pages", 60)))
                .extracting(Finding::rule)
                .contains(Rule.RETENTION);
    }

    static Stream<Arguments> spoilt() {
        return Stream.of(
                spoil(
                        Rule.VISIBILITY,
                        "a message comes back while its function may still run",
                        t -> t.properties("SystemHttpRequestQueue").put("VisibilityTimeout", 719)),
                spoil(
                        Rule.DEAD_LETTERS,
                        "a queue never gives up",
                        t -> t.properties("SystemHttpRequestQueue").remove("RedrivePolicy")),
                spoil(
                        Rule.DEAD_LETTERS,
                        "a queue that gives up into another lane",
                        t ->
                                ((ObjectNode)
                                                t.properties("SystemHttpRequestQueue")
                                                        .at("/RedrivePolicy/deadLetterTargetArn"))
                                        .putArray("Fn::GetAtt")
                                        .add("AutomationDeadLetters")
                                        .add("Arn")),
                spoil(
                        Rule.FUNCTION_ALARM,
                        "nobody is told that requests fail",
                        t -> t.remove("ApiFails")),
                spoil(
                        Rule.CONSUMER,
                        "a queue that feeds nothing",
                        t -> t.remove("AutomationHttpRequestQueueSource")),
                spoil(
                        Rule.CONSUMER,
                        "a batch that fails as a whole",
                        t ->
                                t.properties("AutomationHttpRequestQueueSource")
                                        .remove("FunctionResponseTypes")),
                spoil(
                        Rule.CONSUMER,
                        "a queue that feeds another lane",
                        t ->
                                ((ObjectNode)
                                                t.properties("SystemOrchestratorFunction")
                                                        .at("/Environment/Variables"))
                                        .put("BELAY_LANE", "automation")),
                spoil(
                        Rule.QUEUE_ALARM,
                        "nobody is told that a queue is behind",
                        t -> t.remove("SystemOrchestratorAge")),
                spoil(
                        Rule.QUEUE_ALARM,
                        "nobody is told of dead letters",
                        t -> t.remove("AutomationDead")),
                spoil(
                        Rule.FUNCTION_ALARM,
                        "nobody is told that a function fails",
                        t -> t.remove("WatchdogErrors")),
                spoil(
                        Rule.FUNCTION_ALARM,
                        "nobody is told of throttling",
                        t -> t.remove("Throttled")),
                spoil(
                        Rule.FUNCTION_ALARM,
                        "nobody is told that timers are late",
                        t -> t.remove("TimersLate")),
                spoil(
                        Rule.WILDCARD,
                        "every action",
                        t -> t.grant("QueryRole").putArray("Action").add("dynamodb:*")),
                spoil(
                        Rule.WILDCARD,
                        "every resource",
                        t -> t.grant("QueryRole").put("Resource", "*")),
                spoil(
                        Rule.ROLE,
                        "two functions of one role",
                        t ->
                                ((ObjectNode) t.properties("QueryFunction").path("Role"))
                                        .putArray("Fn::GetAtt")
                                        .add("WatchdogRole")
                                        .add("Arn")),
                spoil(
                        Rule.ENCRYPTION,
                        "a queue in the clear",
                        t ->
                                t.properties("SystemOrchestratorQueue")
                                        .put("SqsManagedSseEnabled", false)),
                spoil(
                        Rule.ENCRYPTION,
                        "a queue without TLS",
                        t -> t.remove("SystemOrchestratorQueueTls")),
                spoil(
                        Rule.ENCRYPTION,
                        "a table in the clear",
                        t -> t.properties("Table").remove("SSESpecification")),
                spoil(Rule.ENCRYPTION, "a bucket without TLS", t -> t.remove("BucketTls")),
                spoil(
                        Rule.RECOVERY,
                        "a table that cannot be taken back",
                        t -> t.properties("Table").remove("PointInTimeRecoverySpecification")),
                spoil(
                        Rule.RECOVERY,
                        "a bucket that goes with the stack",
                        t -> t.resource("Bucket").remove("DeletionPolicy")),
                spoil(
                        Rule.TIMEOUT,
                        "a function that believes in another timeout",
                        t -> t.properties("WatchdogFunction").put("Timeout", 300)),
                spoil(
                        Rule.TIMEOUT,
                        "an orchestrator that takes up nothing",
                        t -> t.properties("SystemOrchestratorFunction").put("Timeout", 20)),
                spoil(
                        Rule.CONCURRENCY,
                        "a lane that may take all",
                        t ->
                                t.properties("AutomationOrchestratorQueueSource")
                                        .remove("ScalingConfig")),
                spoil(
                        Rule.RETENTION,
                        "pages that go before their runs",
                        t ->
                                ((ObjectNode)
                                                t.properties("Bucket")
                                                        .at("/LifecycleConfiguration/Rules/0"))
                                        .put("ExpirationInDays", 45)));
    }

    private static Arguments spoil(Rule rule, String what, Consumer<Spoilt> change) {
        return Arguments.of(rule, what, change);
    }
}
