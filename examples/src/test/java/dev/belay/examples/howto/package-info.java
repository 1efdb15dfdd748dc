/// The workflows that the how-to pages quote, and tests that they do what the pages say.
@NullMarked
package dev.belay.examples.howto;

import org.jspecify.annotations.NullMarked;
