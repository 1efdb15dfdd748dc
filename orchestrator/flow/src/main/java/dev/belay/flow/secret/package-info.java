/// How an activity's arguments refer to secrets, so that no history ever holds one.
@NullMarked
package dev.belay.flow.secret;

import org.jspecify.annotations.NullMarked;
