/// What starts runs by time: schedules as runs of a workflow of their own.
@NullMarked
package dev.belay.schedule;

import org.jspecify.annotations.NullMarked;
