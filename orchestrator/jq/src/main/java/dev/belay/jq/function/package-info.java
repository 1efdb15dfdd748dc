/// The functions that expressions may call: those of jq that look at nothing but their input, each
/// paying for what it does.
@NullMarked
package dev.belay.jq.function;

import org.jspecify.annotations.NullMarked;
