/// Triggers and inboxes kept as records, wherever records are kept.
@NullMarked
package dev.belay.webhook.store;

import org.jspecify.annotations.NullMarked;
