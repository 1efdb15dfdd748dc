/// Runs scenarios of the flow language, written in Gherkin, on the engine itself: in memory and on
/// a virtual time, so that waits take none.
@NullMarked
package dev.belay.local.conformance;

import org.jspecify.annotations.NullMarked;
