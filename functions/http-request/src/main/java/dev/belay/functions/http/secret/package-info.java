/// Where the secrets that requests refer to are kept.
@NullMarked
package dev.belay.functions.http.secret;

import org.jspecify.annotations.NullMarked;
