/// Lanes over HTTP: how much waits in their queues.
@NullMarked
package dev.belay.api.lanes;

import org.jspecify.annotations.NullMarked;
