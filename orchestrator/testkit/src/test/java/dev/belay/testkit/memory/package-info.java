/// The ports in memory, held to the contracts.
@NullMarked
package dev.belay.testkit.memory;

import org.jspecify.annotations.NullMarked;
