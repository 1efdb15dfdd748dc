package dev.belay.testkit.engine;

import dev.belay.testkit.CrashAt;
import dev.belay.testkit.Effects;

/// Lets somebody cancel a run just after one of its effects, whatever else happens to it.
final class CancelAfter implements Effects {
    private final CrashAt crash;
    private final int after;
    private Runnable cancel = () -> {};
    private boolean cancelled;

    /// @param after an effect's number, counted from 0
    CancelAfter(CrashAt crash, int after) {
        this.crash = crash;
        this.after = after;
    }

    void cancels(Runnable request) {
        cancel = request;
    }

    @Override
    public void perform(String name, Runnable effect) {
        crash.perform(name, effect);
        if (!cancelled && crash.seen().size() > after) {
            cancelled = true;
            cancel.run();
        }
    }
}
