package dev.belay.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import dev.belay.flow.expression.EvaluationScope;
import dev.belay.flow.expression.ExpressionException;
import dev.belay.flow.expression.ExpressionException.Kind;
import dev.belay.jq.value.Json;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: no expression takes a host down, whatever its author wants.
///
/// Method: each attack must end with the one error that says so, after a number of steps that the
/// scope sets and with no more memory than a multiple of it, in a thread with a small stack.
class AttacksTest {
    private static final EvaluationScope SCOPE = EvaluationScope.at(Instant.EPOCH);

    /// What may be allocated while one million steps are taken and 128 MiB may be built.
    private static final long ALLOCATED_MAX = 640L * 1024 * 1024;

    private static final int STACK_BYTES = 512 * 1024;

    static Stream<String> attacks() {
        return Stream.of(
                // Endless loops.
                "last(range(1e12))",
                "[range(1e9)]",
                "def f: f; f",
                "def f: f | f; f",
                "def f: 1 + f; f",
                "def f: [f]; f",
                "def f: f, f; f",
                "def f(g): f(g | g); f(.)",
                "def f(g): f(g) | g; f(.)",
                "def f($n): f($n + 1); f(0)",
                "def f: try f catch f; f",
                "def f: f // f; f",
                "def f: label $x | f; f",
                "def f: reduce f as $x (0; f); f",
                "def f: path(f); f",
                "def f: .a |= f; f",
                "def f: first(f); f",
                "last(repeat(.))",
                "[repeat(1)]",
                "[limit(1e9; repeat(1))]",
                "until(false; .)",
                "last(while(true; .))",
                "[recurse(.)]",
                "[recurse([.])]",
                "last(recurse(., .))",
                "isempty(def f: empty, f; f)",
                "first(range(1e12) | select(. < 0))",
                "any(range(1e12); false)",
                "reduce range(1e12) as $x (0; . + $x)",
                "last(foreach range(1e12) as $x (0; . + 1))",
                "label $out | foreach repeat(1) as $x (0; . + 1; empty)",
                "[range(0; 1; 1e-300)]",
                "last(range(-infinite; 0))",
                "[range(1e5)] | [.[] as $a | .[] as $b | $a]",
                "[[range(1e5)] | ., .] | last(combinations)",
                "[[range(10)] | ., ., ., ., ., ., ., ., ., ., ., .] | last(combinations)",
                "[range(12)] | last(combinations(12))",
                // Large values.
                "\"x\" * 1e9",
                "\"x\" * infinite | length",
                "[range(1e5)] | map(\"x\" * 10000) | add",
                "reduce range(60) as $i (\"x\"; . + .)",
                "reduce range(60) as $i ([1]; . + .)",
                "reduce range(60) as $i ([1]; [., .])",
                "reduce range(60) as $i ([1]; [., .]) | tojson",
                "reduce range(60) as $i ([1]; [., .]) | flatten",
                "reduce range(60) as $i ([1]; [., .]) | [..] | length",
                "reduce range(60) as $i ([1]; [., .]) | . == .",
                "reduce range(60) as $i ([1]; [., .]) | [paths] | length",
                "reduce range(60) as $i ([1]; [., .]) | walk(.)",
                "reduce range(60) as $i ([1]; [., .]) | [leaf_paths] | length",
                "reduce range(60) as $i ([1]; [., .]) | [tostream] | length",
                "reduce range(60) as $i ([1]; [., .]) | @json",
                "reduce range(60) as $i ([1]; [., .]) | \"\\(.)\"",
                "reduce range(60) as $i ([1]; [., .]) | [., .] | unique",
                "reduce range(60) as $i ([1]; [., .]) | contains(reduce range(60) as $i ([2]; [., .]))",
                "reduce range(60) as $i ({a:1}; {a:., b:.}) | . * .",
                "reduce range(60) as $i ({a:1}; {a:., b:.})",
                ".[1e9] = 1",
                ".[1e300] = 1",
                "setpath([1e12]; 1)",
                "[limit(2000; repeat(\"a\"))] as $p | setpath($p; 1)",
                "setpath([range(5000) | \"a\"]; 1)",
                "reduce range(1e6) as $i ([]; . + [$i])",
                "reduce range(1e6) as $i ({}; .[\"k\\($i)\"] = $i)",
                "reduce range(1e6) as $i (\"\"; . + \"x\")",
                "[range(1e5)] | [range(1e5) as $i | .[$i:]]",
                "[range(1e5)] | [range(1e5) as $i | del(.[$i])]",
                "[range(1e5)] | [.[] as $x | index($x)] | length",
                "[range(1e5)] - [range(1e5)]",
                "[range(1e4)] | map(tostring) | [.[] as $x | join($x)]",
                "\"x\" * 1e5 | [range(1e5) as $i | .[$i:]]",
                "\"x\" * 1e5 | [range(1e5)] as $r | [$r[] as $i | explode]",
                "\"x\" * 1e6 | [range(1e6) as $i | length]",
                "\"ab\" * 1e6 | [limit(1e6; repeat(.)) | test(\"c\")]",
                "(\"a\" * 1e6) as $t | $t | indices(\"a\" * 5e5)",
                "\"[\" * 1e5 | fromjson | 1",
                "(\"[\" * 5000) + (\"]\" * 5000) | fromjson",
                "[range(1e5) | tojson | fromjson | @base64 | @base64d | @uri | @html]",
                "\",\" * 1e7 | split(\",\")",
                "[range(1e5) | now | todate]",
                // Nesting.
                "reduce range(1e5) as $i (null; [.])",
                "reduce range(1e5) as $i (null; [.]) | tojson",
                "reduce range(1e5) as $i (null; [.]) | flatten",
                "reduce range(1e5) as $i (null; {a: .}) | [..] | length",
                "(reduce range(1e5) as $i (null; [.])) as $x | $x == $x",
                "(reduce range(5000) as $i (null; [.])) as $x | [$x, $x] | sort",
                "(reduce range(5000) as $i (null; {a: .})) as $x | $x * $x",
                "(reduce range(5000) as $i (null; [.])) | contains(.)",
                "(reduce range(5000) as $i (null; [.])) | walk(.)",
                "(reduce range(5000) as $i (null; [.])) | [paths]",
                "(reduce range(5000) as $i (null; [.])) | tostream",
                // Patterns.
                "\"a\" * 1e6 | [match(\"a\"; \"g\")]",
                "\"a\" * 1e5 | test(\"(a|aa)*b.*(a{50}){50}c\")",
                "\"a\" * 1e6 | gsub(\"\"; \"xxxxxxxxxx\")",
                "[range(1e6) | tostring | test(\"[0-9]{5}(a{10}){20}\")]",
                "\"a\" * 2e5 | [match(\"a.*b|a\"; \"g\")]");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void an_attack_ends_with_one_error_and_bounded_memory(String attack) throws Exception {
        Outcome outcome = attempt(attack, STACK_BYTES);

        assertThat(outcome.thrown())
                .isInstanceOfSatisfying(
                        ExpressionException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.TOO_MUCH));
        assertThat(outcome.allocated()).isLessThan(ALLOCATED_MAX);
    }

    /// Not errors, or errors of another kind, but no way to harm the host either.
    static Stream<String> harmless() {
        return Stream.of(
                "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\" | test(\"^(a+)+$\")",
                "\"a\" * 20000 | test(\"^(a|a)*$\")",
                "\"a\" * 5000 | test(\"(a*)*b\")",
                "\"a\" | test(\"(((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9})\")",
                "\"a\" | test(\"(\" * 10000)",
                "\"a\" | test(\"a\" * 10000)",
                "\"a\" | test(\"[\" * 1000)",
                "1e1000000000 | tojson",
                "1e-1000000000",
                "1e308 * 10 | floor | tojson",
                "[1e300 | floor, round, trunc, fabs, significand, frexp, modf, gmtime?]",
                "infinite % 3",
                "5 % infinite",
                "nan % nan",
                "[.[infinite]?, .[-infinite]?, .[nan]?]",
                "[1,2] | [.[1e300], .[-1e300], .[1e300:], .[:1e300]]",
                "flatten(1e300)?",
                "ldexp(1; 1e300)",
                "[limit(1e300; 1, 2)]",
                "\"1e1000000000\" | tonumber",
                "\"1\" * 2000 | tonumber?",
                "[splits(\"a\")?]",
                "first(def f: 1, f; f)",
                "first(repeat(1))",
                "limit(0; repeat(1))",
                "try error(\"x\") catch .");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void what_looks_like_an_attack_may_just_end(String program) throws Exception {
        Outcome outcome = attempt(program, STACK_BYTES);

        if (outcome.thrown() != null) {
            assertThat(outcome.thrown()).isInstanceOf(ExpressionException.class);
        }
        assertThat(outcome.allocated()).isLessThan(ALLOCATED_MAX / 4);
    }

    static Stream<String> programs() {
        return Stream.of(
                "(".repeat(10_000) + "1" + ")".repeat(10_000),
                "[".repeat(10_000),
                "{a:".repeat(10_000),
                "-".repeat(10_000) + "1",
                "\"\\(".repeat(10_000),
                "1" + "+1".repeat(10_000),
                "1" + ",1".repeat(10_000) + "|" + "1|".repeat(5_000) + "1",
                "." + "a|.".repeat(8_000),
                ".a".repeat(16_000),
                ".[0]".repeat(8_000),
                ".[" + ".[".repeat(9_000),
                "if 1 then ".repeat(3_000),
                "if 1 then 1 elif ".repeat(1_900) + "1 then 1 end",
                "try ".repeat(8_000) + "1",
                "def f: ".repeat(4_000),
                "def f: 1; ".repeat(3_000) + "f",
                "def f(g): g; " + "f(".repeat(9_000),
                "1 as $x | ".repeat(3_000) + "1",
                ". as " + "[".repeat(10_000),
                ". as [$a] ?// $a | ".repeat(1_000) + "1",
                ". as {a:".repeat(3_000),
                "reduce ".repeat(4_000),
                "label $x | ".repeat(2_900) + "1",
                "1 // ".repeat(6_000) + "1",
                "not|".repeat(8_000) + "not",
                "1?".repeat(10_000),
                "1" + "?".repeat(30_000),
                "x".repeat(40_000));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void a_huge_program_is_refused_or_runs_without_overflow(String program) throws Exception {
        Outcome outcome = attempt(program, STACK_BYTES);

        if (outcome.thrown() != null) {
            assertThat(outcome.thrown()).isInstanceOf(ExpressionException.class);
        }
        assertThat(outcome.allocated()).isLessThan(ALLOCATED_MAX / 4);
    }

    /// The deepest that is allowed; none may need the net for an overflowing stack.
    static Stream<String> deepest() {
        return Stream.of(
                "(".repeat(95) + "1" + ")".repeat(95),
                "[".repeat(95) + "1" + "]".repeat(95) + " | flatten[0]",
                "{a:".repeat(95) + "1" + "}".repeat(95) + " | [..] | last",
                "\"\\(".repeat(95) + "1" + ")\"".repeat(95) + " | tonumber",
                "1" + "+0".repeat(290),
                "first((1,2)" + "+0".repeat(290) + ")",
                "def f: 1, 2; first(f" + "+0".repeat(290) + ")",
                "1" + "|.".repeat(290),
                "first((1,2)" + "|.".repeat(290) + ")",
                "1 as $x | " + "$x + ".repeat(290) + "-289",
                "1 as $x | ".repeat(90) + "$x",
                "1" + " // 1".repeat(180),
                "if 0 then ".repeat(90) + "1" + " else 2 end".repeat(90),
                "def f: ".repeat(95) + "1" + "; f".repeat(95),
                "first(".repeat(95) + "range(1;9)" + ")".repeat(95),
                "first(" + "first(range(1;9) | ".repeat(90) + "." + ")".repeat(90) + ")",
                "reduce 1 as $x (0; ".repeat(90) + "1" + ")".repeat(90),
                "try ".repeat(190) + "1",
                "[".repeat(90) + "(1, 2 | select(. == 1))" + "]".repeat(90) + " | flatten[0]",
                "1" + "?".repeat(290),
                "null" + ".a?".repeat(140) + " // 1",
                "reduce range(490) as $i (1; [.]) | [.] == [.] | if . then 1 else 2 end",
                "reduce range(490) as $i (1; [.]) | tojson | length | if . == 981 then 1 else 2 end",
                "reduce range(490) as $i (1; {a: .}) | . * . | [leaf_paths][0] | if length == 490 then 1 else 2 end",
                "reduce range(490) as $i (1; {a: .}) | contains(.) | if . then 1 else 2 end",
                "reduce range(490) as $i (1; [.]) | walk(.) | flatten[0]",
                "reduce range(490) as $i (1; [.]) | tojson | fromjson | getpath([range(490) | 0])",
                "[range(490) | \"a\"] as $p | null | setpath($p; 1) | getpath($p)",
                "[range(490) | \"a\"] as $p | null | setpath($p; 1) | delpaths([$p]) | 1",
                "[range(490) | 0] as $p | null | setpath($p; 1) | delpaths([$p]) | 1",
                "def f: if . == 0 then 1 else . - 1 | f | . end; 3000 | f",
                "def f: if . == 0 then 1 else [. - 1 | f][0] end; 3000 | f");
    }

    @ParameterizedTest
    @MethodSource("deepest")
    void what_the_limits_allow_fits_on_a_small_stack(String program) throws Exception {
        Outcome outcome = attempt(program, STACK_BYTES);

        assertThat(outcome.thrown()).isNull();
        assertThat(outcome.value()).isEqualTo(Json.of(1));
    }

    @Test
    void an_error_of_a_budget_cannot_be_caught_by_the_expression() throws Exception {
        Outcome outcome =
                attempt("try last(range(1e12)) catch 1, (last(range(1e12)) // 2)", STACK_BYTES);

        assertThat(outcome.thrown()).hasMessageContaining("took more than 1,000,000 steps");
    }

    record Outcome(JsonNode value, @Nullable Throwable thrown, long allocated) {}

    private static Outcome attempt(String program, int stack) throws InterruptedException {
        Outcome[] outcome = new Outcome[1];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Thread thread =
                new Thread(
                        null,
                        () -> {
                            long before = threads.getCurrentThreadAllocatedBytes();
                            JsonNode[] value = {Json.NULL};
                            Throwable thrown = catchThrowable(() -> value[0] = evaluate(program));
                            long used = threads.getCurrentThreadAllocatedBytes() - before;
                            outcome[0] = new Outcome(value[0], thrown, used);
                        },
                        "attack",
                        stack);
        thread.start();
        thread.join();
        return outcome[0];
    }

    private static JsonNode evaluate(String program) {
        return new JqExpressions().compile(program, Set.of()).evaluate(Json.NULL, Map.of(), SCOPE);
    }
}
