/// Reads YAML or JSON into a tree whose every node knows its line, column and JSON pointer.
@NullMarked
package dev.belay.definition.text;

import org.jspecify.annotations.NullMarked;
