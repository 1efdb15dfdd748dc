/// Runs examples in virtual time, for tests.
@NullMarked
package dev.belay.examples.support;

import org.jspecify.annotations.NullMarked;
