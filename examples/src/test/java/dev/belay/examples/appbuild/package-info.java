/// What this example promises.
@NullMarked
package dev.belay.examples.appbuild;

import org.jspecify.annotations.NullMarked;
