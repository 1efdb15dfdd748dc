package dev.belay.core.model;

/// The unit of fairness and tenancy: every run, queue message and index entry belongs to one.
///
/// @param name 1 to 64 characters of `a-z`, `0-9`, `-`, `.` and `_`, beginning with a letter or
///   digit
public record Workspace(String name) implements Comparable<Workspace> {
    /// Where runs go when nobody names a workspace.
    public static final Workspace DEFAULT = new Workspace("default");

    public Workspace {
        Names.require("workspace", name, Limits.WORKSPACE_CHARS_MAX);
    }

    @Override
    public int compareTo(Workspace other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
