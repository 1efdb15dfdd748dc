/// The workloads, with numbers too small to mean anything.
@NullMarked
package dev.belay.local.bench;

import org.jspecify.annotations.NullMarked;
