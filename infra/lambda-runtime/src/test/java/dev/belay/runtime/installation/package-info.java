/// Runs that go all the way through functions as they are packaged.
@NullMarked
package dev.belay.runtime.installation;

import org.jspecify.annotations.NullMarked;
