/// Tests of the functions.
@NullMarked
package dev.belay.lambda;

import org.jspecify.annotations.NullMarked;
