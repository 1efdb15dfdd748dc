/// The whole system in one process: pumps from queues to runs and activities, lane by lane.
@NullMarked
package dev.belay.local.host;

import org.jspecify.annotations.NullMarked;
