/// CloudEvents 1.0 over HTTP: read, checked, and handed on once.
@NullMarked
package dev.belay.webhook.cloudevents;

import org.jspecify.annotations.NullMarked;
