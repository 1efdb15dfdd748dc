/// The HTTP API, whatever serves it: what its processes give it, and where webhooks and events come
/// in.
@NullMarked
package dev.belay.api;

import org.jspecify.annotations.NullMarked;
