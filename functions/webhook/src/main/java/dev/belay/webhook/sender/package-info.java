/// How each sender proves that a webhook is its own: facts from a table, as records.
@NullMarked
package dev.belay.webhook.sender;

import org.jspecify.annotations.NullMarked;
