package dev.belay.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.stack.Lint;
import dev.belay.stack.Stack;
import dev.belay.stack.Stack.Function;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: SAM and CDK deploy the same thing.
///
/// Method: both are read as facts, without logical ids, and held against each other; by default,
/// and with everything switched on.
class SamParityTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void sam_and_cdk_deploy_the_same(String with, Stack sam, Stack cdk) {
        assertThat(functions(cdk)).as("functions").isEqualTo(functions(sam));
        assertThat(cdk.queues()).as("queues").isEqualTo(sam.queues());
        assertThat(cdk.sources())
                .as("what feeds functions")
                .containsExactlyInAnyOrderElementsOf(sam.sources());
        assertThat(cdk.schedules())
                .as("schedules")
                .containsExactlyInAnyOrderElementsOf(sam.schedules());
        assertThat(cdk.subscriptions()).as("events").isEqualTo(sam.subscriptions());
        assertThat(cdk.routes()).as("routes").containsExactlyInAnyOrderElementsOf(sam.routes());
        assertThat(List.copyOf(cdk.tables().values()))
                .as("table")
                .isEqualTo(List.copyOf(sam.tables().values()));
        assertThat(List.copyOf(cdk.buckets().values()))
                .as("bucket")
                .isEqualTo(List.copyOf(sam.buckets().values()));
        assertThat(cdk.alarms()).as("alarms").isEqualTo(sam.alarms());
        assertThat(cdk.grants()).as("permissions").isEqualTo(sam.grants());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void cdk_keeps_every_rule(String with, Stack sam, Stack cdk) {
        assertThat(Lint.check(cdk)).as(with).isEmpty();
        assertThat(sam.functions()).isNotEmpty();
    }

    static Stream<Arguments> stacks() {
        return Stream.of(
                Arguments.of(
                        "defaults", Synthesis.sam(Map.of()), Synthesis.facts(Synthesis::defaults)),
                Arguments.of(
                        "everything",
                        Synthesis.sam(Synthesis.EVERYTHING),
                        Synthesis.facts(Synthesis::everything)));
    }

    /// Without the logical ids of their roles.
    private static Map<String, Function> functions(Stack stack) {
        var functions = new TreeMap<String, Function>();
        stack.functions()
                .forEach((name, f) ->
                        functions.put(
                                name,
                                new Function(
                                        f.name(),
                                        f.timeout(),
                                        f.memory(),
                                        f.runtime(),
                                        f.architecture(),
                                        f.variables(),
                                        "",
                                        f.alias(),
                                        f.snapStart(),
                                        f.provisioned())));
        return functions;
    }
}
