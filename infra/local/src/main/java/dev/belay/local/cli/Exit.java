package dev.belay.local.cli;

/// Exit codes of the command line.
public final class Exit {
    private Exit() {}

    /// It did what was asked; a run that was followed has completed.
    public static final int OK = 0;

    /// The run did not complete, a history does not match, or something is wrong with a run.
    public static final int FAILED = 1;

    /// The command line itself is wrong.
    public static final int USAGE = 2;

    /// Belay reports an error.
    public static final int ERROR = 3;
}
