/// The activity that performs one HTTP request, and the guard that keeps it from private networks.
@NullMarked
package dev.belay.functions.http;

import org.jspecify.annotations.NullMarked;
