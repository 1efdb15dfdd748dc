/// Who changed what, and when.
@NullMarked
package dev.belay.api.audit;

import org.jspecify.annotations.NullMarked;
