/// The command line, in this process.
@NullMarked
package dev.belay.local.cli;

import org.jspecify.annotations.NullMarked;
