/// Documents that a definition refers to: OpenAPI descriptions, schemas, catalogued functions.
@NullMarked
package dev.belay.definition.document;

import org.jspecify.annotations.NullMarked;
