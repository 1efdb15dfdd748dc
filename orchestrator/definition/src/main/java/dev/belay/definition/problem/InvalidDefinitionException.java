package dev.belay.definition.problem;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;

/// A definition that cannot be published, with everything that is wrong with it in the order of the
/// text.
public final class InvalidDefinitionException extends BelayException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final transient List<Problem> warnings;

    public InvalidDefinitionException(List<Problem> problems, List<Problem> warnings) {
        super(ErrorCode.INVALID_REQUEST, text(problems));
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
    }

    public List<Problem> problems() {
        return problems;
    }

    public List<Problem> warnings() {
        return warnings;
    }

    private static String text(List<Problem> problems) {
        return "the flow definition has %d problem%s:\n%s\n"
                .formatted(
                        problems.size(),
                        problems.size() == 1 ? "" : "s",
                        problems.stream()
                                .map(problem -> "  " + problem)
                                .collect(Collectors.joining("\n")));
    }
}
