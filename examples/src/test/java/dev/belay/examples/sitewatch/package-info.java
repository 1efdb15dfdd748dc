/// What the example promises.
@NullMarked
package dev.belay.examples.sitewatch;

import org.jspecify.annotations.NullMarked;
