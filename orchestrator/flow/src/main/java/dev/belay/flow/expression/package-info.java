/// The expressions of flows, as a port: what compiles and evaluates them is an adapter.
@NullMarked
package dev.belay.flow.expression;

import org.jspecify.annotations.NullMarked;
