/// Tests of the JSON forms.
@NullMarked
package dev.belay.json;

import org.jspecify.annotations.NullMarked;
