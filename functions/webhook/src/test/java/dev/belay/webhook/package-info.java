/// Tests of webhooks.
@NullMarked
package dev.belay.webhook;

import org.jspecify.annotations.NullMarked;
