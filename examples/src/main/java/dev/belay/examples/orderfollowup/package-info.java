/// Follows an order up: a branch, a loop, a wait of three days, and what comes after it.
@NullMarked
package dev.belay.examples.orderfollowup;

import org.jspecify.annotations.NullMarked;
