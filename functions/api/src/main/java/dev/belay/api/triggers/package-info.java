/// Triggers and their inboxes over HTTP.
@NullMarked
package dev.belay.api.triggers;

import org.jspecify.annotations.NullMarked;
