/// Tests of the command line.
@NullMarked
package dev.belay.local.cli;

import org.jspecify.annotations.NullMarked;
