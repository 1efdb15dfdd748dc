/// Payloads, messages, run heads and exported histories as JSON that a person can read.
@NullMarked
package dev.belay.json;

import org.jspecify.annotations.NullMarked;
