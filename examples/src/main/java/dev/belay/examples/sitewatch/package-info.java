/// Watches a site: an activity of a function that others use, too, and pauses between its calls.
@NullMarked
package dev.belay.examples.sitewatch;

import org.jspecify.annotations.NullMarked;
