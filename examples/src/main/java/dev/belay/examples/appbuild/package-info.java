/// Builds an app in several steps, and takes back what it did when a step fails for good.
@NullMarked
package dev.belay.examples.appbuild;

import org.jspecify.annotations.NullMarked;
