package dev.belay.definition.compile;

import dev.belay.definition.problem.DidYouMean;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import dev.belay.definition.text.SourceNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Belay's own settings, which stand where the official schema is open: under `metadata.belay`, or
/// directly under `metadata` where nobody else uses the name.
final class Metadata {
    private final Problems problems;

    Metadata(Problems problems) {
        this.problems = problems;
    }

    /// Belay's settings of the flow or of a task.
    Optional<SourceNode> settings(SourceNode owner, List<String> known) {
        Optional<SourceNode> own = owner.find("metadata", "belay");
        own.ifPresent(settings -> requireKnown(settings, known));
        return own.or(() -> owner.get("metadata"));
    }

    void requireKnown(SourceNode node, List<String> known) {
        if (!node.isObject()) {
            invalid(node, "this is no object", "write " + String.join(", ", known) + " below it");
            return;
        }
        for (SourceNode field : node.fields()) {
            if (!known.contains(field.key())) {
                problems.atKey(
                        field,
                        ProblemCode.INVALID_METADATA,
                        "'%s' is no setting of '%s'".formatted(field.key(), node.key()),
                        DidYouMean.among(field.key(), known));
            }
        }
    }

    /// A whole number within bounds.
    Optional<Integer> number(SourceNode parent, String key, int min, int max) {
        return parent.get(key)
                .map(node -> {
                    int value =
                            node.value().isIntegralNumber() && node.value().canConvertToInt()
                                    ? node.value().intValue()
                                    : min - 1;
                    if (value < min || value > max) {
                        invalid(
                                node,
                                "'%s' is no whole number from %d to %d".formatted(key, min, max),
                                "write a number from %d to %d".formatted(min, max));
                        return min;
                    }
                    return value;
                });
    }

    Optional<Boolean> flag(SourceNode parent, String key) {
        return parent.get(key)
                .map(node -> {
                    if (!node.value().isBoolean()) {
                        invalid(
                                node,
                                "'%s' is neither true nor false".formatted(key),
                                "write true or false");
                    }
                    return node.value().asBoolean();
                });
    }

    <E extends Enum<E>> Optional<E> choice(SourceNode parent, String key, Class<E> type) {
        return parent.get(key)
                .map(node -> {
                    for (E constant : type.getEnumConstants()) {
                        if (constant.name().toLowerCase(Locale.ROOT).equals(node.text())) {
                            return constant;
                        }
                    }
                    var names =
                            List.of(type.getEnumConstants()).stream()
                                    .map(one -> one.name().toLowerCase(Locale.ROOT))
                                    .toList();
                    invalid(
                            node,
                            "'%s' is '%s'".formatted(key, node.text()),
                            DidYouMean.among(node.text(), names));
                    return type.getEnumConstants()[0];
                });
    }

    void invalid(SourceNode node, String message, String fix) {
        problems.at(node, ProblemCode.INVALID_METADATA, message, fix);
    }
}
