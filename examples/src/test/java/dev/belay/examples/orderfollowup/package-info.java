/// What this example promises.
@NullMarked
package dev.belay.examples.orderfollowup;

import org.jspecify.annotations.NullMarked;
