package dev.belay.cdk;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.services.sqs.Queue;

/// Goal: the rules of cdk-nag find nothing that has no reason.
class NagTest {
    @Test
    void nothing_is_found() {
        assertThatCode(() -> check(Synthesis.defaults(Synthesis.app()))).doesNotThrowAnyException();
    }

    @Test
    void nothing_is_found_with_everything_switched_on() {
        assertThatCode(() -> check(Synthesis.everything(Synthesis.app())))
                .doesNotThrowAnyException();
    }

    @Test
    void what_is_wrong_is_found() {
        var stack = new Stack(Synthesis.app(), "wrong");
        new Queue(stack, "Queue");

        assertThatThrownBy(() -> check(stack)).hasMessageContaining("AwsSolutions-SQS4");
    }

    private static void check(Stack stack) {
        Aspects.of(stack).add(new AwsSolutionsChecks());
        var annotations = Annotations.fromStack(stack);
        annotations.hasNoError("*", Match.stringLikeRegexp("AwsSolutions-.*"));
        annotations.hasNoWarning("*", Match.stringLikeRegexp("AwsSolutions-.*"));
    }
}
