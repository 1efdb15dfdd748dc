/// Tests of due times.
@NullMarked
package dev.belay.schedule.time;

import org.jspecify.annotations.NullMarked;
