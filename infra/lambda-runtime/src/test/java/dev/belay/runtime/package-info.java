/// The protocol, and runs that go through functions as they are packaged.
@NullMarked
package dev.belay.runtime;

import org.jspecify.annotations.NullMarked;
