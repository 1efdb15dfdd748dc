/// Schedules over HTTP.
@NullMarked
package dev.belay.api.schedules;

import org.jspecify.annotations.NullMarked;
