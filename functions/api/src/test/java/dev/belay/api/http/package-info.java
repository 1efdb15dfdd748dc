/// The description and the code, side by side.
@NullMarked
package dev.belay.api.http;

import org.jspecify.annotations.NullMarked;
