package dev.belay.testkit.memory;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.port.RunIndex;
import dev.belay.core.port.RunQuery;
import dev.belay.memory.InMemoryRunIndex;
import dev.belay.testkit.contract.RunIndexContract;
import dev.belay.testkit.contract.Samples;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryRunIndexTest extends RunIndexContract {
    private final RunIndex index = new InMemoryRunIndex();

    @Override
    protected RunIndex index() {
        return index;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "nonsense", "2035-05-17T09:30:00Z", "2035-05-17T09:30:00Z x"})
    void a_cursor_that_no_page_ended_with_is_refused(String cursor) {
        assertThatExceptionOfType(BelayException.class)
                .isThrownBy(() -> index.list(RunQuery.all(Samples.workspace(), 1).after(cursor)))
                .satisfies(e ->
                        Assertions.assertThat(e.code())
                                .isIn(ErrorCode.INVALID_REQUEST, ErrorCode.INVALID_NAME));
    }
}
