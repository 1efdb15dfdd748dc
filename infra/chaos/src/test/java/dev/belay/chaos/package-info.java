/// What no kill, pause, second host or full disk may take away.
@NullMarked
package dev.belay.chaos;

import org.jspecify.annotations.NullMarked;
