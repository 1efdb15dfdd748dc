/// Errors with stable codes.
@NullMarked
package dev.belay.core.error;

import org.jspecify.annotations.NullMarked;
