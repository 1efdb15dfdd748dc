/// Webhooks that start runs: a delivery is proven, known by its id, made durable and answered, in
/// this order; the run comes after the answer.
@NullMarked
package dev.belay.webhook;

import org.jspecify.annotations.NullMarked;
