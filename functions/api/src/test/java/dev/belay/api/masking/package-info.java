/// What is shown of sensitive values.
@NullMarked
package dev.belay.api.masking;

import org.jspecify.annotations.NullMarked;
