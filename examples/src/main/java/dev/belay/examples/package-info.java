/// Workflows to read, run and copy, with activities that work without anything around them.
@NullMarked
package dev.belay.examples;

import org.jspecify.annotations.NullMarked;
