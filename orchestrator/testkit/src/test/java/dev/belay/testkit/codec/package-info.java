/// What the core writes, it reads; what it cannot read, it says so.
@NullMarked
package dev.belay.testkit.codec;

import org.jspecify.annotations.NullMarked;
