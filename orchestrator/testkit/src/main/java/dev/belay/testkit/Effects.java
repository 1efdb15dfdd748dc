package dev.belay.testkit;

import java.util.function.Supplier;

/// Everything that changes something outside passes through here, so that a test can let the host
/// die just before or just after it, or lose its answer.
@FunctionalInterface
public interface Effects {
    /// Nothing ever goes wrong.
    Effects RELIABLE = (_, effect) -> effect.run();

    /// Performs the effect, or not, or throws afterwards.
    ///
    /// @param name for example `append` or `send`
    void perform(String name, Runnable effect);

    /// As [#perform(String, Runnable)], for an effect that answers.
    default <T> T answer(String name, Supplier<T> effect) {
        var answer = new Object[1];
        perform(name, () -> answer[0] = effect.get());
        @SuppressWarnings("unchecked")
        T typed = (T) answer[0];
        if (typed == null) {
            throw new IllegalStateException("effect %s gave no answer".formatted(name));
        }
        return typed;
    }

    /// Looks at something outside, which changes nothing there.
    default <T> T read(String name, Supplier<T> look) {
        return look.get();
    }

    /// The host is gone: nothing after this runs, nothing is acknowledged.
    final class HostDied extends Error {
        private static final long serialVersionUID = 1L;

        public HostDied(String where) {
            super("the host died " + where, null, false, false);
        }
    }
}
