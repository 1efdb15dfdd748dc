/// What the documentation promises to be complete about.
@NullMarked
package dev.belay.examples.docs;

import org.jspecify.annotations.NullMarked;
