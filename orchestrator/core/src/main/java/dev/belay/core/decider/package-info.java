/// What decides: given what happened, which commands follow. Workflow code and flows are two ways.
@NullMarked
package dev.belay.core.decider;

import org.jspecify.annotations.NullMarked;
