/// Looks at stored histories, and at what was done in the world, from the outside: what the engine
/// promises must show there, whatever happened to its hosts.
@NullMarked
package dev.belay.testkit.audit;

import org.jspecify.annotations.NullMarked;
