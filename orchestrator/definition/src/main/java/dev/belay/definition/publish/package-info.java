/// Publishes the text of a flow: compiled, compared with what is published, and stored.
@NullMarked
package dev.belay.definition.publish;

import org.jspecify.annotations.NullMarked;
