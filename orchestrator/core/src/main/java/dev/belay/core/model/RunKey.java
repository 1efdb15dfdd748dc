package dev.belay.core.model;

/// What a run is stored and addressed under.
public record RunKey(Workspace workspace, RunId runId) implements Comparable<RunKey> {
    /// Parses what [#toString] prints.
    public static RunKey parse(String text) {
        int slash = text.indexOf('/');
        return new RunKey(
                new Workspace(slash < 0 ? text : text.substring(0, slash)),
                new RunId(text.substring(slash + 1)));
    }

    @Override
    public int compareTo(RunKey other) {
        int byWorkspace = workspace.compareTo(other.workspace);
        return byWorkspace != 0 ? byWorkspace : runId.compareTo(other.runId);
    }

    /// `workspace/runId`.
    @Override
    public String toString() {
        return workspace.name() + "/" + runId.value();
    }
}
