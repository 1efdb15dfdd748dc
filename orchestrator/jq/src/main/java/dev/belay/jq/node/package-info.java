/// Compiled expressions and what runs them.
///
/// There are two ways to run a node. A *direct* node pushes its results into a sink: it calls no
/// function that could call itself, so the Java stack is never deeper than the program. Everything
/// else runs on the [Machine], whose calls and alternatives are objects: recursion costs memory
/// that is counted, and no stack.
@NullMarked
package dev.belay.jq.node;

import org.jspecify.annotations.NullMarked;
