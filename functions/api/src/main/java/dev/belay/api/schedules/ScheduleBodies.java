package dev.belay.api.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.schedule.Overlap;
import dev.belay.schedule.ScheduleClient;
import dev.belay.schedule.ScheduleDescription;
import dev.belay.schedule.ScheduleRequests;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What comes and goes about schedules.
final class ScheduleBodies {
    private ScheduleBodies() {}

    /// @param definition as [dev.belay.schedule.ScheduleReader] reads it
    public record NewSchedule(
            @Nullable String id, @Nullable JsonNode definition, @Nullable Boolean paused) {}

    public record TriggerSchedule(@Nullable Overlap overlap) {}

    public record Backfill(
            @Nullable Instant from, @Nullable Instant to, @Nullable Overlap overlap) {}

    public record ScheduleRef(String id, String runId) {}

    /// @param next null on the last page
    public record SchedulePage(List<ScheduleClient.Summary> schedules, @Nullable String next) {}

    /// @param workflowId of the run that was started; null where none was, or several
    public record ScheduleAnswer(String text, @Nullable String workflowId, long version) {
        static ScheduleAnswer of(ScheduleRequests.Answer answer) {
            return new ScheduleAnswer(answer.text(), answer.workflowId(), answer.version());
        }
    }

    /// All that somebody may change.
    static String state(ScheduleDescription schedule) {
        return "%s %d %s".formatted(schedule.id(), schedule.version(), schedule.paused());
    }
}
