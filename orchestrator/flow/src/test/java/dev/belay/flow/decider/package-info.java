/// Tests of the flow decider: events in, commands out.
@NullMarked
package dev.belay.flow.decider;

import org.jspecify.annotations.NullMarked;
