package dev.belay.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.flow.expression.EvaluationScope;
import dev.belay.flow.expression.ExpressionException;
import dev.belay.flow.expression.ExpressionException.Kind;
import dev.belay.jq.value.JsonText;
import dev.belay.jq.value.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What expressions give, by tables: program, input, and the first result or the error.
class CasesTest {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private static final EvaluationScope SCOPE =
            EvaluationScope.at(Instant.parse("2026-11-22T10:20:30.5Z"));

    record Case(String table, String program, String input, String expected) {
        @Override
        public String toString() {
            return table + ": " + program;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                        "paths",
                        "assignments",
                        "operators",
                        "construction",
                        "control",
                        "functions",
                        "patterns",
                        "dates")
                .flatMap(CasesTest::read);
    }

    private static Stream<Case> read(String table) {
        String resource = "/cases/" + table + ".txt";
        try (InputStream in = CasesTest.class.getResourceAsStream(resource)) {
            byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(" ;; "))
                    .map(parts -> new Case(table, parts[0], parts[1], parts[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void an_expression_gives_what_jq_gives(Case given) throws IOException {
        String expected = given.expected();

        if (expected.startsWith("error: ")) {
            assertThatThrownBy(() -> evaluate(given))
                    .isInstanceOfSatisfying(
                            ExpressionException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.FAILED))
                    .hasMessageContaining(expected.substring("error: ".length()));
        } else if (expected.startsWith("syntax: ")) {
            assertThatThrownBy(() -> evaluate(given))
                    .isInstanceOfSatisfying(
                            ExpressionException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.SYNTAX))
                    .hasMessageContaining(expected.substring("syntax: ".length()));
        } else {
            assertThat(text(evaluate(given))).isEqualTo(text(JSON.readTree(expected)));
        }
    }

    private static JsonNode evaluate(Case given) throws IOException {
        JsonNode input = JSON.readTree(given.input());
        return new JqExpressions()
                .compile(given.program(), Set.of())
                .evaluate(input, Map.of(), SCOPE);
    }

    /// Numbers are compared as they are written, so that `1` and `1.0` are the same.
    private static String text(JsonNode value) {
        return JsonText.of(value, new Work(SCOPE));
    }
}
