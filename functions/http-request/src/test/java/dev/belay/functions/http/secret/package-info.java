/// Proves that secrets are found by those who may have them.
@NullMarked
package dev.belay.functions.http.secret;

import org.jspecify.annotations.NullMarked;
