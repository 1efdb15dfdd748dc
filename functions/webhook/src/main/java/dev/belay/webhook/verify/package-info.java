/// Proves who sent a request, by what the table of senders says.
@NullMarked
package dev.belay.webhook.verify;

import org.jspecify.annotations.NullMarked;
