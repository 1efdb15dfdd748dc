package dev.belay.definition.compile;

import java.util.List;

/// Says what of a definition's `schedule` and metadata an installation cannot do, so that nothing
/// is published that would silently have no effect.
@FunctionalInterface
public interface StartCheck {
    /// Takes everything: for hosts that only run what somebody starts.
    StartCheck ALL = _ -> List.of();

    /// @param path of keys from the root of the definition; settings of `metadata.belay` may leave
    ///   out `belay`
    record Objection(List<String> path, String message, String fix) {
        public Objection {
            path = List.copyOf(path);
        }

        public static Objection setting(String name, String message, String fix) {
            return new Objection(List.of("document", "metadata", name), message, fix);
        }
    }

    List<Objection> objections(FlowStarts starts);
}
