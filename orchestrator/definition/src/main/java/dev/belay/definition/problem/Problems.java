package dev.belay.definition.problem;

import dev.belay.definition.text.Position;
import dev.belay.definition.text.SourceNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects what is wrong, so that an author sees all of it at once.
public final class Problems {
    /// After these, more would only hide the first.
    public static final int PROBLEMS_MAX = 100;

    private final Set<Problem> found = new LinkedHashSet<>();
    private final Set<String> settled = new HashSet<>();

    /// From here on, a value that already has an error gets no further one: what follows from a
    /// mistake is not another.
    public void settle() {
        for (Problem problem : found) {
            if (problem.severity() == Severity.ERROR) {
                settled.add(problem.pointer());
            }
        }
    }

    /// Whether something inside a value is wrong already.
    public boolean hasErrorInside(String pointer) {
        return found.stream()
                .anyMatch(problem ->
                        problem.severity() == Severity.ERROR
                                && problem.pointer().startsWith(pointer + "/"));
    }

    /// Reports the value of `node`.
    public void at(SourceNode node, ProblemCode code, String message, String fix) {
        add(new Problem(code, Severity.ERROR, node.position(), node.pointer(), message, fix));
    }

    /// Reports `node` by the place where its key is written.
    public void atKey(SourceNode node, ProblemCode code, String message, String fix) {
        add(new Problem(code, Severity.ERROR, node.keyPosition(), node.pointer(), message, fix));
    }

    /// Reports something that does not keep the definition from being published.
    public void warnAtKey(SourceNode node, ProblemCode code, String message, String fix) {
        add(new Problem(code, Severity.WARNING, node.keyPosition(), node.pointer(), message, fix));
    }

    public void at(
            Position position, String pointer, ProblemCode code, String message, String fix) {
        add(new Problem(code, Severity.ERROR, position, pointer, message, fix));
    }

    public void add(Problem given) {
        Problem problem = given.abbreviated();
        if (found.size() < PROBLEMS_MAX && !settled.contains(problem.pointer())) {
            found.add(problem);
        }
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }

    public List<Problem> errors() {
        return sorted(Severity.ERROR);
    }

    public List<Problem> warnings() {
        return sorted(Severity.WARNING);
    }

    /// @throws InvalidDefinitionException if there are errors, with all of them
    public void throwIfErrors() {
        if (hasErrors()) {
            throw new InvalidDefinitionException(errors(), warnings());
        }
    }

    private List<Problem> sorted(Severity severity) {
        var sorted = new ArrayList<Problem>();
        for (Problem problem : found) {
            if (problem.severity() == severity) {
                sorted.add(problem);
            }
        }
        sorted.sort(
                Comparator.comparingInt((Problem problem) -> problem.position().line())
                        .thenComparingInt(problem -> problem.position().column()));
        return List.copyOf(sorted);
    }
}
