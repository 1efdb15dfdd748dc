package dev.belay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.RunStatus;
import dev.belay.core.port.RunHead;
import dev.belay.testkit.contract.Samples;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Closed runs leave the lists after the retention; open ones never do.
class RunExpiryTest {
    private static final Instant CLOSED_AT = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void a_closed_run_and_its_pointer_expire_after_the_retention() {
        try (var installation = new Installation()) {
            var open = Samples.openHead(Samples.run(), 1);
            point(installation, open);

            installation.ports.runs().save(open);
            assertThat(installation.item(Keys.head(open.run()))).doesNotContainKey(Items.EXPIRES);
            installation.ports.runs().save(with(open, 2, RunStatus.FAILED, CLOSED_AT));

            var expected = Expiry.seconds(CLOSED_AT.plus(installation.config.retention()));
            assertThat(installation.item(Keys.head(open.run())))
                    .containsEntry(Items.EXPIRES, expected);
            assertThat(installation.item(pointer(open))).containsEntry(Items.EXPIRES, expected);
        }
    }

    @Test
    void a_run_that_is_opened_again_does_not_expire() {
        try (var installation = new Installation()) {
            var open = Samples.openHead(Samples.run(), 1);
            point(installation, open);
            installation.ports.runs().save(with(open, 2, RunStatus.FAILED, CLOSED_AT));

            installation.ports.runs().save(with(open, 3, RunStatus.RUNNING, null));

            assertThat(installation.item(Keys.head(open.run()))).doesNotContainKey(Items.EXPIRES);
            assertThat(installation.item(pointer(open))).doesNotContainKey(Items.EXPIRES);
        }
    }

    @Test
    void a_closed_run_leaves_the_pointer_of_the_next_alone() {
        try (var installation = new Installation()) {
            var first = Samples.openHead(Samples.run(), 1);
            point(installation, first);
            var next = Samples.runId();
            installation
                    .ports
                    .runs()
                    .point(first.run().workspace(), first.workflowId(), first.run().runId(), next);

            installation.ports.runs().save(with(first, 2, RunStatus.CONTINUED_AS_NEW, CLOSED_AT));

            assertThat(installation.item(pointer(first)))
                    .containsEntry(Items.RUN, Items.text(next.value()))
                    .doesNotContainKey(Items.EXPIRES);
        }
    }

    @Test
    void an_open_run_costs_five_write_units_and_closing_it_four() {
        try (var installation = new Installation()) {
            var open = Samples.openHead(Samples.run(), 1);
            point(installation, open);

            var opened = installation.usageOf(() -> installation.ports.runs().save(open));
            var closed =
                    installation.usageOf(() ->
                            installation
                                    .ports
                                    .runs()
                                    .save(with(open, 2, RunStatus.COMPLETED, CLOSED_AT)));

            assertThat(opened.writeUnits()).isEqualTo(5);
            assertThat(closed.writeUnits()).isEqualTo(4);
        }
    }

    private static void point(Installation installation, RunHead head) {
        assertThat(
                        installation
                                .ports
                                .runs()
                                .point(
                                        head.run().workspace(),
                                        head.workflowId(),
                                        null,
                                        head.run().runId()))
                .isTrue();
    }

    private static ItemKey pointer(RunHead head) {
        return Keys.pointer(head.run().workspace(), head.workflowId());
    }

    private static RunHead with(
            RunHead head, long asOf, RunStatus status, @Nullable Instant closedAt) {
        return new RunHead(
                head.run(),
                head.workflowId(),
                head.workflow(),
                head.version(),
                head.lane(),
                status,
                head.startedAt(),
                closedAt,
                asOf,
                null,
                head.attributes(),
                head.memo(),
                head.tags(),
                head.parent(),
                head.next());
    }
}
