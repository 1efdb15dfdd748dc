/// Who is let in.
@NullMarked
package dev.belay.api.access;

import org.jspecify.annotations.NullMarked;
