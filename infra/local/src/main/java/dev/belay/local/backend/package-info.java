/// What a single process keeps its runs in: memory, the embedded store, or emulated AWS.
@NullMarked
package dev.belay.local.backend;

import org.jspecify.annotations.NullMarked;
