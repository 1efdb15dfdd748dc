/// From deliveries of activity tasks to reported outcomes: what every host of activities shares,
/// whether it is a function or a thread of a local process.
@NullMarked
package dev.belay.functions.support;

import org.jspecify.annotations.NullMarked;
