/// Tests of webhooks.
@NullMarked
package dev.belay.webhook.store;

import org.jspecify.annotations.NullMarked;
