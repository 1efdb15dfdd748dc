/// Values as jq sees them: order, arithmetic, paths and text, with every piece of work paid for.
@NullMarked
package dev.belay.jq.value;

import org.jspecify.annotations.NullMarked;
