/// Flows over HTTP: what is published, and publishing.
@NullMarked
package dev.belay.api.flows;

import org.jspecify.annotations.NullMarked;
