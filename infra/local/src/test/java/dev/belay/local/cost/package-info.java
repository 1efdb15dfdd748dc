/// Receipts.
@NullMarked
package dev.belay.local.cost;

import org.jspecify.annotations.NullMarked;
