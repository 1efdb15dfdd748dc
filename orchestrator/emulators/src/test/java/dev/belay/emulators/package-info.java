/// Tests of the emulators.
@NullMarked
package dev.belay.emulators;

import org.jspecify.annotations.NullMarked;
