/// Tests of the embedded store: the ports, what crashes leave, what it costs.
@NullMarked
package dev.belay.embedded;

import org.jspecify.annotations.NullMarked;
