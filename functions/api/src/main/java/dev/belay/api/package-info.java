/// The HTTP API of runs: JAX-RS resources under `/v1`, whatever serves them.
@NullMarked
package dev.belay.api;

import org.jspecify.annotations.NullMarked;
