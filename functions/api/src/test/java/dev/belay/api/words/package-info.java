/// Histories and waits in words.
@NullMarked
package dev.belay.api.words;

import org.jspecify.annotations.NullMarked;
