/// jq, the expression language of flows, for authors whom nobody has to trust: no clock, no
/// environment, no files, and a limit on everything an expression can use up.
@NullMarked
package dev.belay.jq;

import org.jspecify.annotations.NullMarked;
