/// Tests of compiled flows.
@NullMarked
package dev.belay.flow.plan;

import org.jspecify.annotations.NullMarked;
