package dev.belay.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.flow.expression.EvaluationScope;
import dev.belay.flow.expression.Expression;
import dev.belay.flow.expression.ExpressionException;
import dev.belay.flow.expression.ExpressionException.Kind;
import dev.belay.jq.function.Library;
import dev.belay.jq.node.Machine;
import dev.belay.jq.node.Node;
import dev.belay.jq.syntax.Parser;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Work;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the port promises, beyond what jq means.
class JqExpressionsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final EvaluationScope SCOPE = EvaluationScope.at(Instant.EPOCH);

    private final JqExpressions expressions = new JqExpressions();

    @Test
    void variables_come_from_outside_by_name() {
        Expression sum = expressions.compile("$a.x + $b", Set.of("a", "b"));

        JsonNode value =
                sum.evaluate(Json.NULL, Map.of("a", json("{\"x\":1}"), "b", Json.of(2)), SCOPE);

        assertThat(value).isEqualTo(Json.of(3));
    }

    @Test
    void a_variable_without_a_value_is_null() {
        assertThat(expressions.compile("$a", Set.of("a")).evaluate(Json.of(1), Map.of(), SCOPE))
                .isEqualTo(Json.NULL);
    }

    @Test
    void a_variable_that_is_not_given_does_not_compile_and_the_message_lists_those_that_are() {
        assertThatThrownBy(() -> expressions.compile("1 |\n  $workflw", Set.of("workflow", "task")))
                .isInstanceOfSatisfying(
                        ExpressionException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SYNTAX))
                .hasMessageContaining("line 2, column 3")
                .hasMessageContaining(
                        "$workflw is not defined; known from outside: $task, $workflow");
    }

    @Test
    void the_program_may_shadow_a_variable_from_outside() {
        assertThat(
                        expressions
                                .compile("2 as $a | $a", Set.of("a"))
                                .evaluate(Json.NULL, Map.of("a", Json.of(1)), SCOPE))
                .isEqualTo(Json.of(2));
    }

    @Test
    void now_is_the_time_of_the_scope_on_every_replay() {
        Expression now = expressions.compile("[now, (now | todate)]", Set.of());
        EvaluationScope scope = EvaluationScope.at(Instant.parse("2026-01-02T03:04:05Z"));

        JsonNode first = now.evaluate(Json.NULL, Map.of(), scope);

        assertThat(first).isEqualTo(json("[1767323045,\"2026-01-02T03:04:05Z\"]"));
        assertThat(now.evaluate(Json.NULL, Map.of(), scope)).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".a.b = 9",
                ".a += {x: 1}",
                ".list[1] |= . + 1",
                "del(.a.b)",
                "del(.list[0])",
                ".list += [4]",
                "map_values(tojson)",
                "reduce range(5) as $i (.; .list[$i] = $i | .a.n += 1)",
                "reduce range(5) as $i (.list; . + [$i])",
                "[., .] | .[0].a.b = 3",
                "(.a, .list) |= 1",
                "setpath([\"list\", 0]; 7)",
                "walk(if type == \"array\" then sort else . end)",
                ".list | sort, reverse, unique, (.[0] = 5), flatten"
            })
    void the_input_is_never_changed(String program) {
        JsonNode input = json("{\"a\":{\"b\":1},\"list\":[3,1,2]}");
        JsonNode variable = input.deepCopy();

        expressions
                .compile("(" + program + "), ($v | " + program + ")", Set.of("v"))
                .evaluate(input, Map.of("v", variable), SCOPE);

        assertThat(input).isEqualTo(json("{\"a\":{\"b\":1},\"list\":[3,1,2]}"));
        assertThat(variable).isEqualTo(input);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".secret + 1",
                ".secret | tonumber",
                ".secret | fromjson",
                ".secret | fromdate",
                ".secret | @base64d",
                ".secret | strptime(\"%Y\")",
                ".secret | test(\"(\" + .)",
                ".secret | error",
                "error(.)",
                "error({secret})",
                "error(\"bad: \\(.secret)\")",
                ".secret | .[0]",
                ".secret.x",
                ".secret[]",
                ".list[.secret]",
                "{(.list): 1}",
                ".list | join(\",\")",
                ".list | implode",
                ".secret | strftime(.)",
                "0 | strftime(\"%\" + \"Q\")",
                "0 | strflocaltime(\"%Y\"; \"hunter2\")",
                "[.secret] | @sh | ltrimstr(1) | keys",
                ".secret | has(\"hunter2\")",
                "[.secret] - 1",
                ".secret * {}",
                "dateadd(.secret; 1)",
                "format(.secret)",
                "path(.secret | tostring | .x)",
                "setpath([.secret, 0]; 1) | setpath([.secret, .secret]; 1)",
                "delpaths([[\"secret\", .secret]])"
            })
    void a_message_never_holds_what_the_expression_saw(String program) {
        JsonNode input = json("{\"secret\":\"hunter2\",\"list\":[[\"hunter2\"]]}");

        assertThatThrownBy(() ->
                        expressions.compile(program, Set.of()).evaluate(input, Map.of(), SCOPE))
                .isInstanceOfSatisfying(
                        ExpressionException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FAILED))
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_text_that_stands_in_the_program_is_told() {
        assertThatThrownBy(() ->
                        expressions
                                .compile("error(\"no stock\")", Set.of())
                                .evaluate(Json.NULL, Map.of(), SCOPE))
                .hasMessage("the expression failed: no stock");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                ".a.b",
                "[.[] | tojson]",
                "[paths]",
                "[range(100)] | map(select(. % 3 == 0)) | group_by(. % 2)",
                "def f: if . > 50 then . else (. + 1 | f) end; 0 | f",
                "[limit(20; repeat(. ))] | length",
                "\"a\" * 1000 | gsub(\"a\"; \"bc\") | length",
                "walk(.)"
            })
    void the_same_work_takes_the_same_steps(String program) {
        JsonNode input = json("{\"a\":{\"b\":[1,2,{\"c\":\"d\"}]}}");
        Node compiled = Parser.program(program, Set.of(), Library.INSTANCE);

        long first = steps(compiled, input);
        Node again = Parser.program(program, Set.of(), Library.INSTANCE);

        assertThat(steps(compiled, input)).isEqualTo(first);
        assertThat(steps(again, input.deepCopy())).isEqualTo(first);
    }

    @Test
    void one_step_too_few_ends_it_and_enough_steps_do_not() {
        Expression program = expressions.compile("[range(100) | . * 2] | add", Set.of());
        Node compiled = Parser.program("[range(100) | . * 2] | add", Set.of(), Library.INSTANCE);
        long needed = steps(compiled, Json.NULL);
        EvaluationScope enough = new EvaluationScope(Instant.EPOCH, needed + 1_000, 100_000);
        EvaluationScope tooFew = new EvaluationScope(Instant.EPOCH, needed - 1, 100_000);

        assertThat(program.evaluate(Json.NULL, Map.of(), enough)).isEqualTo(Json.of(9_900));
        assertThatThrownBy(() -> program.evaluate(Json.NULL, Map.of(), tooFew))
                .isInstanceOfSatisfying(
                        ExpressionException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.TOO_MUCH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reduce range(20000) as $i ([]; . + [$i]) | length",
                "reduce range(20000) as $i ({}; .[\"k\\($i)\"] = $i) | length",
                "reduce range(20000) as $i ({}; . + {(\"k\\($i)\"): $i}) | length",
                "reduce range(20000) as $i ([]; .[$i] = $i) | length",
                "[range(20000)] | map_values(. + 1) | length",
                "[range(20000)] | (.[] | select(. > 5)) |= . + 1 | length",
                "[range(20000)] | del(.[] | select(. < 0)) | length",
                "[range(20000)] | INDEX(.) | length",
                "[range(20000) | {k: ., v: .}] | map({(.k | tostring): .v}) | add | length",
                "[range(20000) | tostring] | join(\",\") | split(\",\") | length",
                "[range(20000)] | [paths] | length",
                "[range(20000)] | walk(.) | length"
            })
    void twenty_thousand_elements_are_not_too_much(String program) {
        assertThat(expressions.compile(program, Set.of()).evaluate(Json.NULL, Map.of(), SCOPE))
                .isEqualTo(Json.of(20_000));
    }

    @Test
    void a_result_larger_than_allowed_is_refused() {
        EvaluationScope small = new EvaluationScope(Instant.EPOCH, 100_000, 1_000);

        assertThatThrownBy(() ->
                        expressions
                                .compile("[range(500)]", Set.of())
                                .evaluate(Json.NULL, Map.of(), small))
                .hasMessageContaining("has a result of more than 1,000 bytes");
    }

    @Test
    void a_part_of_the_input_is_given_whatever_its_size() {
        EvaluationScope small = new EvaluationScope(Instant.EPOCH, 100, 10);
        JsonNode input = json("{\"a\":[" + "1,".repeat(1_000) + "1]}");

        assertThat(expressions.compile(".a", Set.of()).evaluate(input, Map.of(), small))
                .isSameAs(input.get("a"));
    }

    @Test
    void neither_the_language_nor_the_time_zone_of_the_host_matters() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String program =
                "[(1e-7, 1234567.5 | tojson), (0 | strftime(\"%c %Z %z\")), (0 | localtime | mktime),"
                        + " (\"IıSß\" | ascii_downcase, ascii_upcase),"
                        + " (try (\"a\" | test(\"(a{100}){1000}\")) catch .)]";
        JsonNode here = expressions.compile(program, Set.of()).evaluate(Json.NULL, Map.of(), SCOPE);
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));

            assertThat(
                            new JqExpressions()
                                    .compile(program, Set.of())
                                    .evaluate(Json.NULL, Map.of(), SCOPE))
                    .isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void many_threads_share_one_expression() throws Exception {
        Expression shared =
                expressions.compile(
                        "[.n as $n | range($n) | tostring | sub(\"(?<d>.)$\"; \"<\\(.d)>\")]"
                                + " | [limit(3; .[])] + [last] | walk(.) | join(\" \")",
                        Set.of());

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results =
                    IntStream.rangeClosed(4, 60)
                            .mapToObj(n ->
                                    threads.submit(() ->
                                            shared.evaluate(
                                                    json("{\"n\":" + n + "}"), Map.of(), SCOPE)))
                            .toList();

            for (int i = 0; i < results.size(); i++) {
                String last = Integer.toString(i + 3).replaceFirst("(.)$", "<$1>");
                assertThat(results.get(i).get()).isEqualTo(Json.of("<0> <1> <2> " + last));
            }
        }
    }

    @Test
    void the_same_text_is_compiled_once() {
        assertThat(expressions.compile(".a", Set.of("x")))
                .isSameAs(expressions.compile(".a", Set.of("x")));
        assertThat(expressions.compile(".a", Set.of("y")))
                .isNotSameAs(expressions.compile(".a", Set.of("x")));
    }

    @Test
    void the_oldest_expressions_are_forgotten() {
        Expression first = expressions.compile("0", Set.of());

        for (int i = 1; i <= JqExpressions.CACHED_MAX; i++) {
            expressions.compile(Integer.toString(i), Set.of());
        }

        assertThat(expressions.compile("0", Set.of())).isNotSameAs(first);
    }

    private static long steps(Node program, JsonNode input) {
        Work work = new Work(SCOPE);
        new Machine(work, Map.of()).first(program, input);
        return work.stepsUsed();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
