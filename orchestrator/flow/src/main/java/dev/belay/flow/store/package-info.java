/// The flows that a workspace has published, as a port.
@NullMarked
package dev.belay.flow.store;

import org.jspecify.annotations.NullMarked;
