/// The project's own scenarios.
@NullMarked
package dev.belay.local.conformance;

import org.jspecify.annotations.NullMarked;
