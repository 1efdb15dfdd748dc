/// Tests of webhooks.
@NullMarked
package dev.belay.webhook.verify;

import org.jspecify.annotations.NullMarked;
