/// JSON Schema checks of flow data, as a port.
@NullMarked
package dev.belay.flow.schema;

import org.jspecify.annotations.NullMarked;
