/// What callers do with runs: start, signal, ask, cancel, look, wait.
@NullMarked
package dev.belay.core.client;

import org.jspecify.annotations.NullMarked;
