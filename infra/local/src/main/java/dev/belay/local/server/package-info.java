/// The API, served by the system that `up` starts.
@NullMarked
package dev.belay.local.server;

import org.jspecify.annotations.NullMarked;
