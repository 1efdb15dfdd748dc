package dev.belay.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.error.BelayException;
import dev.belay.core.model.Lane;
import dev.belay.core.model.TaskQueue;
import org.junit.jupiter.api.Test;

class QueueNamesTest {
    private static final Lane LANE = new Lane("big-jobs");

    private final QueueNames names = new QueueNames("belay-test", LANE);

    @Test
    void a_lane_and_a_prefix_may_hold_hyphens() {
        assertThat(names.queue("arn:aws:sqs:eu-west-1:1:belay-test-big-jobs-http-request"))
                .isEqualTo(new TaskQueue(LANE, "http-request"));
    }

    @Test
    void a_queue_of_another_lane_is_refused_with_both_names() {
        assertThatThrownBy(() -> names.queue("arn:aws:sqs:eu-west-1:1:belay-test-system-work"))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("belay-test-system-work")
                .hasMessageContaining("belay-test-big-jobs-");
    }
}
