package dev.belay.jq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.flow.expression.EvaluationScope;
import dev.belay.flow.expression.ExpressionException;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: it never shows whether an expression ran on the Java stack or on the machine.
///
/// Method: seeded programs, each written twice; in the second, every leaf is a function, which only
/// the machine can call. `-Dprograms.seed=n` repeats one.
class TwoWaysTest {
    private static final EvaluationScope SCOPE = EvaluationScope.at(Instant.EPOCH);
    private static final String INPUT =
            "{\"a\":[3,1,{\"a\":null}],\"b\":{\"a\":2,\"c\":\"x\"},\"c\":false}";

    static LongStream seeds() {
        Long one = Long.getLong("programs.seed");
        return one == null ? LongStream.range(0, 150) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_stack_and_the_machine_agree(long seed) throws IOException {
        for (int i = 0; i < 10; i++) {
            long own = seed * 10 + i;
            String direct = new RandomProgram(own, false).text();
            String machine = new RandomProgram(own, true).text();

            assertThat(outcome("[" + machine + "]"))
                    .as("%d: %s", own, direct)
                    .isEqualTo(outcome("[" + direct + "]"));
            assertThat(outcome("first(" + machine + ")"))
                    .as("%d: %s", own, direct)
                    .isEqualTo(outcome("first(" + direct + ")"));
        }
    }

    private static String outcome(String program) throws IOException {
        JsonNode input = new JsonMapper().readTree(INPUT);
        try {
            JsonNode value =
                    new JqExpressions().compile(program, Set.of()).evaluate(input, Map.of(), SCOPE);
            return value.toString();
        } catch (ExpressionException e) {
            return e.kind() + ": " + e.getMessage();
        } finally {
            assertThat(input.toString()).as(program).isEqualTo(INPUT);
        }
    }
}
