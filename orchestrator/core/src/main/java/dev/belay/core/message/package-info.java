/// What travels between callers, orchestrators and workers.
@NullMarked
package dev.belay.core.message;

import org.jspecify.annotations.NullMarked;
