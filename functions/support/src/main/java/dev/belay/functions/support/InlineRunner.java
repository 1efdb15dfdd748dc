package dev.belay.functions.support;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The caller's thread does everything; a result that comes too late is dropped, as it would be
/// where it was not waited for.
enum InlineRunner implements AttemptRunner {
    INSTANCE;

    @Override
    public Ending run(AttemptWatch watch, Callable<@Nullable Object> code) {
        Ending ending;
        try {
            ending = new Ending.Returned(code.call());
        } catch (Throwable e) {
            // Whatever it is, the run must hear of it.
            ending = new Ending.Threw(e);
        }
        String missed = watch.missed();
        watch.giveUp();
        return missed == null ? ending : new Ending.TimedOut(missed);
    }
}
