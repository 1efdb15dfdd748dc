package dev.belay.functions.support;

import static dev.belay.functions.support.Workshop.failure;
import static dev.belay.functions.support.Workshop.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityException;
import dev.belay.core.model.Failure;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FailuresTest {
    private final Workshop shop = new Workshop();

    @Test
    void an_activity_says_what_the_retry_policy_should_know() {
        Failure declined =
                thrownBy((_, _) -> {
                    throw ActivityException.permanent("card-declined", "no funds");
                });
        Failure busy =
                thrownBy((_, _) -> {
                    throw ActivityException.transientAfter(
                            Duration.ofSeconds(9), "busy", "come back later");
                });

        assertThat(declined.kind()).isEqualTo(FailureKind.APPLICATION);
        assertThat(declined.summary()).isEqualTo("card-declined: no funds");
        assertThat(declined.retryable()).isFalse();
        assertThat(busy.retryable()).isTrue();
        assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void any_other_exception_is_retryable_under_its_class_name() {
        Failure failure =
                thrownBy((_, _) -> {
                    throw new IOException("disk on fire", new IllegalStateException());
                });

        assertThat(failure.summary()).isEqualTo("IOException: disk on fire");
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.detail()).contains("disk on fire", "FailuresTest");
        assertThat(failure.cause())
                .extracting(Failure::summary)
                .isEqualTo("IllegalStateException: no message");
    }

    @Test
    void an_error_is_reported_like_an_exception() {
        Failure failure =
                thrownBy((_, _) -> {
                    throw new NoClassDefFoundError("a/missing/Thing");
                });

        assertThat(failure.type()).isEqualTo("NoClassDefFoundError");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void an_exception_without_a_name_is_reported_under_its_class() {
        Failure failure =
                thrownBy((_, _) -> {
                    throw new RuntimeException("odd") {
                        private static final long serialVersionUID = 1L;
                    };
                });

        assertThat(failure.type()).startsWith("dev.belay.functions.support.FailuresTest$");
    }

    @Test
    void a_failure_fits_into_a_message_however_deep_its_causes_are() {
        Throwable deep =
                Stream.iterate(
                                new RuntimeException("x".repeat(50_000)),
                                cause -> new RuntimeException("x".repeat(50_000), cause))
                        .skip(50)
                        .findFirst()
                        .orElseThrow();

        Failure failure =
                thrownBy((_, _) -> {
                    throw (RuntimeException) deep;
                });

        assertThat(chars(failure)).isLessThan(5 * Limits.FAILURE_STACK_CHARS_MAX);
    }

    private static int chars(@Nullable Failure failure) {
        if (failure == null) {
            return 0;
        }
        String detail = failure.detail();
        return failure.message().length()
                + (detail == null ? 0 : detail.length())
                + chars(failure.cause());
    }

    private Failure thrownBy(Activity<String, Object> activity) {
        return failure(shop.worker(activity).handle(task(), 1));
    }
}
