package dev.belay.testkit.replay;

import java.util.List;
import java.util.stream.Collectors;

/// The verdicts on several histories, in the order in which they were verified.
public record ReplayReport(List<ReplayVerdict> verdicts) {
    public ReplayReport {
        verdicts = List.copyOf(verdicts);
    }

    /// Those that the code at hand would block.
    public List<ReplayVerdict> misfits() {
        return verdicts.stream().filter(verdict -> !verdict.fits()).toList();
    }

    public boolean fits() {
        return misfits().isEmpty();
    }

    /// The misfits in words, after a line that counts them.
    public String explain() {
        String head =
                fits()
                        ? "%d histories fit the code at hand".formatted(verdicts.size())
                        : "%d of %d histories do not fit the code at hand"
                                .formatted(misfits().size(), verdicts.size());
        return misfits().stream()
                .map(misfit -> "\n\n" + misfit.explain())
                .collect(Collectors.joining("", head, ""));
    }

    /// @throws AssertionError when a history does not fit, or when there was none: a gate that
    ///   looked at nothing must not be green
    public void assertFits() {
        if (verdicts.isEmpty()) {
            throw new AssertionError("there was no history to verify");
        }
        if (!fits()) {
            throw new AssertionError(explain());
        }
    }
}
