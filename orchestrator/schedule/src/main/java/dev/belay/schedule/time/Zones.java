package dev.belay.schedule.time;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/// Zones by name, and what a local time means in one.
public final class Zones {
    private Zones() {}

    public static ZoneId parse(String field, String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException _) {
            throw Invalid.value(
                    field, text, "write a zone such as Europe/Berlin, America/New_York or UTC");
        }
    }

    /// In a gap, the end of the gap; where the local time comes twice, the first.
    static DueTime resolve(LocalDateTime local, ZoneRules rules) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (!offsets.isEmpty()) {
            return DueTime.of(local.toInstant(offsets.getFirst()));
        }
        ZoneOffsetTransition gap = rules.getTransition(local);
        return new DueTime(gap.getInstant(), local);
    }
}
