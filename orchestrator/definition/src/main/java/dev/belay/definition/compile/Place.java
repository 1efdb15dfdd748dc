package dev.belay.definition.compile;

import dev.belay.definition.text.SourceNode;
import java.util.HashSet;
import java.util.Set;

/// Where tasks stand that are being compiled.
///
/// @param from the pointer of a function's body, `""` outside functions
/// @param to the pointer of the call that the body stands for
/// @param depth how many tasks enclose this place
/// @param functions the functions being called, so that none calls itself
/// @param extended whether extensions apply; they do not to their own tasks
record Place(String from, String to, int depth, Set<String> functions, boolean extended) {
    static final Place FLOW = new Place("", "", 0, Set.of(), true);

    /// The pointer that a plan and its errors show.
    String pointer(SourceNode node) {
        return node.pointer().startsWith(from)
                ? to + node.pointer().substring(from.length())
                : node.pointer();
    }

    Place deeper() {
        return new Place(from, to, depth + 1, functions, extended);
    }

    Place inFunction(String function, String body, String call) {
        var all = new HashSet<>(functions);
        all.add(function);
        return new Place(body, call, depth + 1, Set.copyOf(all), extended);
    }

    Place inExtension() {
        return new Place(from, to, depth + 1, functions, false);
    }
}
