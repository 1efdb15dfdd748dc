/// All ports of the engine in one process, durable in one directory.
///
/// Every change goes through the [dev.belay.embedded.Journal]: one thread turns what is waiting
/// into one write, so callers share the cost of reaching the disk, and the order of calls is the
/// order on disk. What a crash leaves is always a state that the process went through.
@NullMarked
package dev.belay.embedded;

import org.jspecify.annotations.NullMarked;
