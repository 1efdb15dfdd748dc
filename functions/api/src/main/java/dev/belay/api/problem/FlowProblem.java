package dev.belay.api.problem;

import java.util.Locale;

/// One thing that is wrong with a flow definition, or that its author should look at.
///
/// @param severity error or warning
/// @param fix what to write instead
public record FlowProblem(
        String code,
        String severity,
        int line,
        int column,
        String pointer,
        String message,
        String fix) {
    public static FlowProblem of(dev.belay.definition.problem.Problem problem) {
        return new FlowProblem(
                problem.code().code(),
                problem.severity().name().toLowerCase(Locale.ROOT),
                problem.position().line(),
                problem.position().column(),
                problem.pointer(),
                problem.message(),
                problem.fix());
    }
}
