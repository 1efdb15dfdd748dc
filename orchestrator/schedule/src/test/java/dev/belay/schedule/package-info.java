/// Tests of schedules, on virtual time.
@NullMarked
package dev.belay.schedule;

import org.jspecify.annotations.NullMarked;
