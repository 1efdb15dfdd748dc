/// Fields whose values are shown to nobody.
@NullMarked
package dev.belay.api.masking;

import org.jspecify.annotations.NullMarked;
