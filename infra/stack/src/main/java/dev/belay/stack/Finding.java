package dev.belay.stack;

/// A rule that something in a stack breaks.
///
/// @param where the function, queue or other thing, by its name
/// @param what what is wrong, and what to write instead
public record Finding(Rule rule, String where, String what) {
    public String text() {
        return "%s: %s %s".formatted(rule.code(), where, what);
    }
}
