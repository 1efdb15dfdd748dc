/// Tests of the template of this project, and of the rules.
@NullMarked
package dev.belay.stack;

import org.jspecify.annotations.NullMarked;
