/// Tests of the activity functions.
@NullMarked
package dev.belay.functions.lambda;

import org.jspecify.annotations.NullMarked;
