/// Tests of expressions.
@NullMarked
package dev.belay.jq;

import org.jspecify.annotations.NullMarked;
