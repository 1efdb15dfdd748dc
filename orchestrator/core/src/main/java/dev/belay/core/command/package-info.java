/// What deciders ask for.
@NullMarked
package dev.belay.core.command;

import org.jspecify.annotations.NullMarked;
