/// The code of the page on testing workflows, and the histories of the examples.
@NullMarked
package dev.belay.examples.testing;

import org.jspecify.annotations.NullMarked;
