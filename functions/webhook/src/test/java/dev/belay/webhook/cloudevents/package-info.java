/// Tests of webhooks.
@NullMarked
package dev.belay.webhook.cloudevents;

import org.jspecify.annotations.NullMarked;
