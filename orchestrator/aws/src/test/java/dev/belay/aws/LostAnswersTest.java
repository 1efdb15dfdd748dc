package dev.belay.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.testkit.contract.Samples;
import org.junit.jupiter.api.Test;

/// Goal: a write whose answer is lost is neither reported as lost nor as somebody else's.
///
/// Method: the network carries the request out and drops the answer; the SDK sends it again, and
/// the condition then fails on what the first had written.
class LostAnswersTest {
    @Test
    void an_append_recognises_its_own_first_try() {
        try (var installation = new Installation(FaultyHttp.losingAnswers("PutItem", 1))) {
            var run = Samples.run();
            var histories = installation.ports.histories();

            assertThat(histories.append(run, Samples.batch(1))).isTrue();

            assertThat(histories.append(run, Samples.batch(1))).isFalse();
            assertThat(histories.read(run, 0, 10)).hasSize(1);
        }
    }

    @Test
    void an_append_that_lost_to_another_is_not_taken_for_its_own() {
        try (var installation = new Installation(FaultyHttp.losingAnswers("PutItem", 1))) {
            var run = Samples.run();
            EmulatedCloud.INSTANCE
                    .ports(installation.config)
                    .histories()
                    .append(run, Samples.batch(1, 99));

            assertThat(installation.ports.histories().append(run, Samples.batch(1))).isFalse();
        }
    }

    @Test
    void an_append_of_unknown_outcome_is_an_error() {
        try (var installation = new Installation(FaultyHttp.losingAnswers("PutItem", 99))) {
            var histories = installation.ports.histories();

            assertThatThrownBy(() -> histories.append(Samples.run(), Samples.batch(1)))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
                    .hasMessageContaining("whether a write took effect is not known");
        }
    }

    @Test
    void an_attempt_recognises_its_own_marker_and_no_other() {
        try (var installation = new Installation(FaultyHttp.losingAnswers("PutItem", 2))) {
            var run = Samples.run();
            var attempts = installation.ports.attempts();

            assertThat(attempts.begin(run, 1, 1)).isTrue();
            assertThat(attempts.begin(run, 1, 1)).isFalse();
        }
    }

    @Test
    void a_pointer_recognises_its_own_first_try() {
        try (var installation = new Installation(FaultyHttp.losingAnswers("PutItem", 1))) {
            var workspace = Samples.workspace();
            var id = Samples.workflowId();
            var run = Samples.runId();
            var runs = installation.ports.runs();

            assertThat(runs.point(workspace, id, null, run)).isTrue();
            assertThat(runs.point(workspace, id, null, Samples.runId())).isFalse();
            assertThat(runs.current(workspace, id)).contains(run);
        }
    }
}
