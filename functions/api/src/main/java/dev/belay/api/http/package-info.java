/// What all resources share: pages, cursors, entity tags, keys against repetition, the description.
@NullMarked
package dev.belay.api.http;

import org.jspecify.annotations.NullMarked;
