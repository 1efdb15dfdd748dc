/// From text to compiled expressions, in one pass: names are resolved where they are read.
@NullMarked
package dev.belay.jq.syntax;

import org.jspecify.annotations.NullMarked;
