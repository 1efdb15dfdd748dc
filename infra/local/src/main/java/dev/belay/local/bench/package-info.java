/// The workloads W1 to W7: what a durable activity costs here, in time, processor, disk and memory.
@NullMarked
package dev.belay.local.bench;

import org.jspecify.annotations.NullMarked;
