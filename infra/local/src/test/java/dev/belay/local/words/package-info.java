/// Histories and waits in words.
@NullMarked
package dev.belay.local.words;

import org.jspecify.annotations.NullMarked;
