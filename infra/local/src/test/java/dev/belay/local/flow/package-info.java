/// Tests of what starts flows.
@NullMarked
package dev.belay.local.flow;

import org.jspecify.annotations.NullMarked;
