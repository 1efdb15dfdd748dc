/// Histories that earlier releases wrote, and what every later build must make of them.
@NullMarked
package dev.belay.testkit.golden;

import org.jspecify.annotations.NullMarked;
