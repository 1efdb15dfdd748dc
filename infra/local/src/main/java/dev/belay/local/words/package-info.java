/// Histories, and what runs wait for, in words.
@NullMarked
package dev.belay.local.words;

import org.jspecify.annotations.NullMarked;
