/// The nouns of Belay: ids, payloads, failures, limits. Immutable values that validate themselves.
@NullMarked
package dev.belay.core.model;

import org.jspecify.annotations.NullMarked;
