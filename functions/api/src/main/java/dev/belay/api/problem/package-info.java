/// What goes wrong, as RFC 9457 puts it, in one shape everywhere.
@NullMarked
package dev.belay.api.problem;

import org.jspecify.annotations.NullMarked;
