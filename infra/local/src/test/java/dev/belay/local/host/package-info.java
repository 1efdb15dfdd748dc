/// The single process, on every backend.
@NullMarked
package dev.belay.local.host;

import org.jspecify.annotations.NullMarked;
