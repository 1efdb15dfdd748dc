/// Checks a definition against the official schema, and values against the schemas of a flow.
@NullMarked
package dev.belay.definition.schema;

import org.jspecify.annotations.NullMarked;
