package dev.belay.runtime;

import java.nio.charset.StandardCharsets;

/// How an invocation ended.
public sealed interface Answer {
    /// The function returned.
    ///
    /// @param body as it was sent, most often JSON
    record Returned(byte[] body) implements Answer {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /// Shows no content.
        @Override
        public String toString() {
            return "Returned(%d bytes)".formatted(body.length);
        }
    }

    /// The function threw; its process goes on.
    ///
    /// @param type as the runtime names it, for example `java.lang.IllegalStateException`
    record Failed(String type, String message) implements Answer {}

    /// The time was up. Lambda kills the process then.
    record TimedOut() implements Answer {}

    /// The process ended, could not start, or broke the protocol.
    record Crashed(String why) implements Answer {}
}
