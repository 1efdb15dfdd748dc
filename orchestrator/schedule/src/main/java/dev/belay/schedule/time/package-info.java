/// When something is due: pure arithmetic over cron expressions, intervals and calendars, in zones
/// whose clocks change.
@NullMarked
package dev.belay.schedule.time;

import org.jspecify.annotations.NullMarked;
