package dev.belay.definition.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Writes aliases out and turns scalars into values, counting as it goes: an alias of an alias of
/// an alias ends at the limit, not at the end of the memory.
final class TreeBuilder {
    private static final int NUMBER_CHARS_MAX = 100;

    private final Problems problems;
    private final SourceLimits limits;
    private final Map<String, Position> values = new HashMap<>();
    private final Map<String, Position> keys = new HashMap<>();
    private int nodes;

    TreeBuilder(Problems problems, SourceLimits limits) {
        this.problems = problems;
        this.limits = limits;
    }

    Source build(YamlNode root) throws EventReader.StopReading {
        JsonNode value = value(root, "", 0);
        return new Source(value, values, keys);
    }

    private JsonNode value(YamlNode node, String pointer, int depth)
            throws EventReader.StopReading {
        if (++nodes > limits.nodesMax()) {
            refuse(
                    node,
                    pointer,
                    ProblemCode.TOO_MANY_VALUES,
                    "the definition has more than %d values once its aliases are written out"
                            .formatted(limits.nodesMax()),
                    "use fewer aliases, or split the flow");
        }
        if (depth > limits.depthMax()) {
            refuse(
                    node,
                    pointer,
                    ProblemCode.TOO_DEEP,
                    "aliases nest deeper than %d levels".formatted(limits.depthMax()),
                    "write the inner values out");
        }
        values.put(pointer, node.position());
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar(scalar, pointer);
            case YamlNode.Sequence sequence -> {
                var array = JsonNodeFactory.instance.arrayNode(sequence.items().size());
                for (YamlNode item : sequence.items()) {
                    array.add(value(item, Pointer.child(pointer, array.size()), depth + 1));
                }
                yield array;
            }
            case YamlNode.Mapping mapping -> {
                var object = JsonNodeFactory.instance.objectNode();
                for (var entry : mapping.entries().entrySet()) {
                    String child = Pointer.child(pointer, entry.getKey());
                    keys.put(child, entry.getValue().key());
                    object.set(entry.getKey(), value(entry.getValue().value(), child, depth + 1));
                }
                yield object;
            }
        };
    }

    private JsonNode scalar(YamlNode.Scalar scalar, String pointer) {
        Tag tag = scalar.tag();
        try {
            if (tag.equals(Tag.STR)) {
                return TextNode.valueOf(scalar.value());
            } else if (tag.equals(Tag.NULL)) {
                return NullNode.instance;
            } else if (tag.equals(Tag.BOOL)) {
                return BooleanNode.valueOf(Boolean.parseBoolean(scalar.value()));
            } else if (tag.equals(Tag.INT)) {
                return integer(scalar.value());
            } else if (tag.equals(Tag.FLOAT)) {
                return decimal(scalar.value());
            }
        } catch (NumberFormatException unreadable) {
            report(scalar, pointer, "'%s' is no number that JSON knows".formatted(scalar.value()));
            return NullNode.instance;
        }
        report(scalar, pointer, "tag %s is not known here".formatted(tag));
        return NullNode.instance;
    }

    private void report(YamlNode.Scalar scalar, String pointer, String message) {
        problems.at(
                scalar.position(),
                pointer,
                ProblemCode.UNSUPPORTED_YAML,
                message,
                "put a text in quotes, without a tag");
    }

    private static JsonNode integer(String text) {
        BigInteger number;
        String digits = text.startsWith("+") ? text.substring(1) : text;
        requireShort(digits);
        if (digits.startsWith("0x")) {
            number = new BigInteger(digits.substring(2), 16);
        } else if (digits.startsWith("0o")) {
            number = new BigInteger(digits.substring(2), 8);
        } else {
            number = new BigInteger(digits);
        }
        if (number.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(number.intValueExact());
        }
        return number.bitLength() < Long.SIZE
                ? LongNode.valueOf(number.longValueExact())
                : BigIntegerNode.valueOf(number);
    }

    private static JsonNode decimal(String text) {
        requireShort(text);
        BigDecimal exact = new BigDecimal(text);
        if (Double.isInfinite(exact.doubleValue())) {
            throw new NumberFormatException("too large");
        }
        return DecimalNode.valueOf(exact.stripTrailingZeros());
    }

    private static void requireShort(String text) {
        if (text.length() > NUMBER_CHARS_MAX) {
            throw new NumberFormatException("too long");
        }
    }

    private void refuse(YamlNode node, String pointer, ProblemCode code, String message, String fix)
            throws EventReader.StopReading {
        problems.at(node.position(), pointer, code, message, fix);
        throw new EventReader.StopReading();
    }
}
