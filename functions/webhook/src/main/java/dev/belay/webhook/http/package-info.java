/// A request and a response, whoever serves them.
@NullMarked
package dev.belay.webhook.http;

import org.jspecify.annotations.NullMarked;
