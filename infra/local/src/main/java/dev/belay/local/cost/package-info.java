/// What a run would have cost on AWS, counted from its history.
@NullMarked
package dev.belay.local.cost;

import org.jspecify.annotations.NullMarked;
