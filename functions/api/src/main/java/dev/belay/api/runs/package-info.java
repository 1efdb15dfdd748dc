/// Runs over HTTP.
@NullMarked
package dev.belay.api.runs;

import org.jspecify.annotations.NullMarked;
