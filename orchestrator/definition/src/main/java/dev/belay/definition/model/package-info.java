/// The parts of a definition that rules and the compiler look at: its tasks and their lists.
@NullMarked
package dev.belay.definition.model;

import org.jspecify.annotations.NullMarked;
