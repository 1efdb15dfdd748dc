/// Where the process begins.
@NullMarked
package dev.belay.local;

import org.jspecify.annotations.NullMarked;
