/// What this example promises.
@NullMarked
package dev.belay.examples.approval;

import org.jspecify.annotations.NullMarked;
