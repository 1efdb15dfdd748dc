/// Real processes under load that die, stop and run out of disk, and what they must leave behind.
@NullMarked
package dev.belay.chaos;

import org.jspecify.annotations.NullMarked;
