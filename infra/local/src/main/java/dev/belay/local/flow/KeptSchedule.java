package dev.belay.local.flow;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Records;
import dev.belay.schedule.ScheduleClient;
import dev.belay.schedule.ScheduleDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The schedule of one flow. What it was told last is written down, so that it is asked only when
/// its flow says something new, and whoever paused it by hand is not overruled.
final class KeptSchedule {
    private static final String TOLD = "flow-schedules";
    private static final String DISABLED = "no version of its flow is enabled";

    private final Records records;
    private final ScheduleClient schedules;
    private final Records.Key key;
    private final String id;

    KeptSchedule(Records records, ScheduleClient schedules, Workspace workspace, String workflow) {
        this.records = records;
        this.schedules = schedules;
        this.key = new Records.Key(workspace, TOLD, workflow);
        this.id = FlowSchedules.id(workflow);
    }

    void keep(Optional<ScheduleDefinition> wanted, boolean enabled) throws InterruptedException {
        Optional<byte[]> told = records.get(key);
        if (wanted.isEmpty()) {
            if (told.isPresent()) {
                delete();
                records.remove(key);
            }
            return;
        }
        byte[] now = "%s %s".formatted(enabled, wanted.get()).getBytes(StandardCharsets.UTF_8);
        if (told.isPresent() && Arrays.equals(told.get(), now)) {
            return;
        }
        tell(wanted.get(), enabled, told.map(KeptSchedule::wasEnabled).orElse(true));
        records.put(key, now);
    }

    private static boolean wasEnabled(byte[] told) {
        return new String(told, StandardCharsets.UTF_8).startsWith("true ");
    }

    private void tell(ScheduleDefinition wanted, boolean enabled, boolean wasEnabled)
            throws InterruptedException {
        try {
            schedules.create(id, wanted, !enabled);
            return;
        } catch (BelayException e) {
            if (e.code() != ErrorCode.DUPLICATE_RUN) {
                throw e;
            }
        }
        schedules.update(id, wanted, null);
        if (enabled && !wasEnabled) {
            schedules.resume(id, null);
        } else if (!enabled) {
            schedules.pause(id, DISABLED);
        }
    }

    private void delete() throws InterruptedException {
        try {
            schedules.delete(id, "its flow has no schedule any more");
        } catch (BelayException e) {
            if (e.code() != ErrorCode.RUN_NOT_FOUND && e.code() != ErrorCode.RUN_CLOSED) {
                throw e;
            }
        }
    }
}
