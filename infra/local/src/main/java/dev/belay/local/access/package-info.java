/// How a command reaches runs: through a system that is up, or by opening the store itself.
@NullMarked
package dev.belay.local.access;

import org.jspecify.annotations.NullMarked;
