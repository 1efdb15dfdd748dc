/// How events and messages become bytes: one description per type, a binary form here, JSON
/// elsewhere.
@NullMarked
package dev.belay.core.codec;

import org.jspecify.annotations.NullMarked;
