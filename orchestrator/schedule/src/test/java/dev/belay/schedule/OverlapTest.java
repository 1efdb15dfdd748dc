package dev.belay.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.RunStatus;
import org.junit.jupiter.api.Test;

/// A run of 25 minutes, every 10 minutes.
class OverlapTest {
    private static World world(Overlap overlap, String until) {
        return World.at("2026-01-01T00:05:00Z")
                .with(
                        ScheduleDefinition.of(
                                        ScheduleSpec.every("PT10M"),
                                        ScheduleTarget.of("slow", "PT25M"))
                                .with(SchedulePolicy.DEFAULT.withOverlap(overlap)))
                .until(until);
    }

    @Test
    void skip_leaves_out_what_comes_while_a_run_is_open() {
        assertThat(world(Overlap.SKIP, "2026-01-01T00:45:00Z").ledger())
                .containsExactly(
                        "00:10 FIRED COMPLETED",
                        "00:20 SKIPPED_OVERLAP",
                        "00:30 SKIPPED_OVERLAP",
                        "00:40 FIRED");
    }

    @Test
    void buffer_one_lets_one_wait() {
        World world = world(Overlap.BUFFER_ONE, "2026-01-01T00:32:00Z");

        assertThat(world.ledger())
                .containsExactly("00:10 FIRED", "00:20 BUFFERED", "00:30 SKIPPED_OVERLAP");
        assertThat(world.until("2026-01-01T00:55:00Z").ledger())
                .containsExactly(
                        "00:10 FIRED COMPLETED",
                        "00:20 FIRED",
                        "00:30 SKIPPED_OVERLAP",
                        "00:40 BUFFERED",
                        "00:50 SKIPPED_OVERLAP");
    }

    @Test
    void buffer_all_lets_all_wait_in_order() {
        World world = world(Overlap.BUFFER_ALL, "2026-01-01T00:55:00Z");

        assertThat(world.ledger())
                .containsExactly(
                        "00:10 FIRED COMPLETED",
                        "00:20 FIRED",
                        "00:30 BUFFERED",
                        "00:40 BUFFERED",
                        "00:50 BUFFERED");
        assertThat(world.state().buffered()).isEqualTo(3);
    }

    @Test
    void a_buffer_that_is_full_leaves_out() {
        World world =
                World.at("2026-01-01T00:05:00Z")
                        .with(
                                ScheduleDefinition.of(
                                                ScheduleSpec.every("PT10M"),
                                                ScheduleTarget.of("stuck", null))
                                        .with(
                                                SchedulePolicy.DEFAULT
                                                        .withOverlap(Overlap.BUFFER_ALL)
                                                        .withBufferMax(2)))
                        .until("2026-01-01T00:45:00Z");

        assertThat(world.ledger())
                .containsExactly(
                        "00:10 FIRED", "00:20 BUFFERED", "00:30 BUFFERED", "00:40 SKIPPED_OVERLAP");
    }

    @Test
    void cancel_other_cancels_the_open_run_and_follows_it() {
        World world = world(Overlap.CANCEL_OTHER, "2026-01-01T00:35:00Z");

        assertThat(world.ledger())
                .containsExactly("00:10 FIRED CANCELLED", "00:20 FIRED CANCELLED", "00:30 FIRED");
        assertThat(world.runs("slow"))
                .extracting(run -> run.status())
                .containsExactly(RunStatus.RUNNING, RunStatus.CANCELLED, RunStatus.CANCELLED);
    }

    @Test
    void terminate_other_ends_the_open_run_by_force_and_follows_it() {
        World world = world(Overlap.TERMINATE_OTHER, "2026-01-01T00:35:00Z");

        assertThat(world.ledger())
                .containsExactly("00:10 FIRED TERMINATED", "00:20 FIRED TERMINATED", "00:30 FIRED");
        assertThat(world.runs("slow"))
                .extracting(run -> run.status())
                .containsExactly(RunStatus.RUNNING, RunStatus.TERMINATED, RunStatus.TERMINATED);
    }

    @Test
    void a_run_that_could_be_terminated_ends_by_itself_too() {
        World world =
                World.at("2026-01-01T00:05:00Z")
                        .with(
                                ScheduleDefinition.of(ScheduleSpec.every("PT10M"), World.QUICK)
                                        .with(
                                                SchedulePolicy.DEFAULT.withOverlap(
                                                        Overlap.TERMINATE_OTHER)))
                        .until("2026-01-01T00:25:00Z");

        assertThat(world.ledger())
                .containsExactly("00:10 FIRED COMPLETED", "00:20 FIRED COMPLETED");
    }

    @Test
    void allow_all_runs_side_by_side() {
        World world = world(Overlap.ALLOW_ALL, "2026-01-01T00:34:00Z");

        assertThat(world.ledger()).containsExactly("00:10 FIRED", "00:20 FIRED", "00:30 FIRED");
        assertThat(world.state().open()).hasSize(3);
    }

    @Test
    void a_run_is_named_by_its_schedule_and_its_due_time() {
        World world = world(Overlap.SKIP, "2026-01-01T00:15:00Z");

        assertThat(world.runs("slow"))
                .extracting(run -> run.workflowId().value())
                .containsExactly("s-2026-01-01T00:10:00Z");
    }

    @Test
    void a_workflow_id_that_is_taken_is_a_failure_in_the_ledger() {
        World world = World.at("2026-01-01T00:05:00Z");
        world.belay.start(World.STUCK, "s-2026-01-01T00:10:00Z", "");
        world.with(ScheduleDefinition.of(ScheduleSpec.every("PT10M"), World.QUICK))
                .until("2026-01-01T00:25:00Z");

        assertThat(world.ledger()).containsExactly("00:10 FIRED FAILED", "00:20 FIRED COMPLETED");
        assertThat(world.state().ledger().getFirst().note()).contains("duplicate-run");
    }
}
