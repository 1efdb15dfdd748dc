/// Histories, and what runs wait for, in words.
@NullMarked
package dev.belay.api.words;

import org.jspecify.annotations.NullMarked;
