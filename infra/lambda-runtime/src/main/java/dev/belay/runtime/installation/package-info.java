/// A whole installation on one machine: packaged functions between emulated queues and an emulated
/// table.
@NullMarked
package dev.belay.runtime.installation;

import org.jspecify.annotations.NullMarked;
