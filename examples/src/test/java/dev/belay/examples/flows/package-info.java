/// Examples that are definitions.
@NullMarked
package dev.belay.examples.flows;

import org.jspecify.annotations.NullMarked;
