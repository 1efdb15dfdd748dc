package dev.belay.functions.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class RetryHierarchyTest {
    private static final ActivityOptions MINUTE = ActivityOptions.DEFAULT;

    @Test
    void an_attempt_must_end_before_its_function() {
        assertThatCode(() ->
                        RetryHierarchy.requireAttemptFits("charge", MINUTE, Duration.ofSeconds(62)))
                .doesNotThrowAnyException();
        assertThatCode(() -> RetryHierarchy.requireAttemptFits("charge", MINUTE, null))
                .doesNotThrowAnyException();

        assertRefused(
                () -> RetryHierarchy.requireAttemptFits("charge", MINUTE, Duration.ofSeconds(61)),
                "charge",
                "PT1M",
                "PT1M1S");
    }

    @Test
    void a_function_must_end_before_its_message_comes_again() {
        assertThatCode(() ->
                        RetryHierarchy.requireFunctionFits(
                                "charge", Duration.ofMinutes(2), Duration.ofMinutes(2)))
                .doesNotThrowAnyException();

        assertRefused(
                () ->
                        RetryHierarchy.requireFunctionFits(
                                "charge", Duration.ofMinutes(2), Duration.ofSeconds(30)),
                "PT2M",
                "PT30S");
    }

    @Test
    void a_queue_must_deliver_often_enough_to_report_a_lost_attempt() {
        assertThatCode(() -> RetryHierarchy.requireRedeliveries("charge", 3))
                .doesNotThrowAnyException();

        assertRefused(() -> RetryHierarchy.requireRedeliveries("charge", 1), "1", "3");
    }

    private static void assertRefused(ThrowingCallable check, String... numbers) {
        assertThatThrownBy(check)
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.RETRY_HIERARCHY))
                .hasMessageContainingAll(numbers);
    }
}
