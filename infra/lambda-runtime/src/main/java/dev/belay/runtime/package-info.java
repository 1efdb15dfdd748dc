/// Lambda's part on one machine: functions as they are packaged, in processes of their own, behind
/// the runtime API, fed by queues and by time.
@NullMarked
package dev.belay.runtime;

import org.jspecify.annotations.NullMarked;
