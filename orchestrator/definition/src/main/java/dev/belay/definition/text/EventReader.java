package dev.belay.definition.text;

import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Turns the parser's events into a tree, no deeper than the limit: the depth is known before
/// anything recurses.
final class EventReader {
    private static final ScalarResolver SCALARS = new CoreSchema().getScalarResolver();

    private final Iterator<Event> events;
    private final Problems problems;
    private final SourceLimits limits;
    private final Map<Anchor, YamlNode> anchors = new HashMap<>();

    EventReader(Iterator<Event> events, Problems problems, SourceLimits limits) {
        this.events = events;
        this.problems = problems;
        this.limits = limits;
    }

    Event next() {
        return events.next();
    }

    /// The node that begins with `event`.
    YamlNode node(Event event, int depth) throws StopReading {
        Position position = position(event.getStartMark());
        if (depth > limits.depthMax()) {
            problems.at(
                    position,
                    "",
                    ProblemCode.TOO_DEEP,
                    "the text nests deeper than %d levels".formatted(limits.depthMax()),
                    "move inner tasks into 'use.functions' or a flow of their own");
            throw new StopReading();
        }
        return switch (event.getEventId()) {
            case Alias -> alias((AliasEvent) event, position);
            case Scalar -> scalar((ScalarEvent) event, position);
            case MappingStart -> mapping((MappingStartEvent) event, position, depth);
            case SequenceStart -> sequence((CollectionStartEvent) event, position, depth);
            default -> throw new IllegalStateException("a node cannot begin with " + event);
        };
    }

    private YamlNode alias(AliasEvent event, Position position) throws StopReading {
        YamlNode target = anchors.get(event.getAlias());
        if (target == null) {
            problems.at(
                    position,
                    "",
                    ProblemCode.SYNTAX,
                    "alias *%s stands for nothing, or for what it is part of"
                            .formatted(event.getAlias()),
                    "put the anchor &%s on a value that ends before this line"
                            .formatted(event.getAlias()));
            throw new StopReading();
        }
        return target;
    }

    private YamlNode scalar(ScalarEvent event, Position position) {
        Tag tag =
                event.getTag()
                        .filter(name -> !name.equals("!"))
                        .map(Tag::new)
                        .orElseGet(() ->
                                SCALARS.resolve(
                                        event.getValue(),
                                        event.getImplicit().canOmitTagInPlainScalar()));
        if (!event.isPlain() && event.getTag().isEmpty()) {
            tag = Tag.STR;
        }
        return remember(event.getAnchor(), new YamlNode.Scalar(position, tag, event.getValue()));
    }

    private YamlNode sequence(CollectionStartEvent start, Position position, int depth)
            throws StopReading {
        refuseTag(start, position, Tag.SEQ);
        var items = new ArrayList<YamlNode>();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            items.add(node(event, depth + 1));
        }
        return remember(start.getAnchor(), new YamlNode.Sequence(position, items));
    }

    private YamlNode mapping(MappingStartEvent start, Position position, int depth)
            throws StopReading {
        refuseTag(start, position, Tag.MAP);
        var entries = new LinkedHashMap<String, YamlNode.Entry>();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            YamlNode key = node(event, depth + 1);
            YamlNode value = node(next(), depth + 1);
            if (!(key instanceof YamlNode.Scalar scalar)) {
                problems.at(
                        key.position(),
                        "",
                        ProblemCode.UNSUPPORTED_YAML,
                        "a key is a list or an object",
                        "write a plain text as the key; an unquoted '{' begins an object, so quote it");
            } else if (scalar.value().equals("<<")) {
                problems.at(
                        key.position(),
                        "",
                        ProblemCode.UNSUPPORTED_YAML,
                        "'<<' would merge another object, which YAML 1.2 does not have",
                        "write the properties out, or put what is shared into 'use'");
            } else {
                var entry = new YamlNode.Entry(key.position(), value);
                var earlier = entries.putIfAbsent(scalar.value(), entry);
                if (earlier != null) {
                    problems.at(
                            key.position(),
                            "",
                            ProblemCode.DUPLICATE_KEY,
                            "key '%s' is here a second time, first at %s"
                                    .formatted(scalar.value(), earlier.key()),
                            "remove one, or make it an item of its own with '- '");
                }
            }
        }
        return remember(start.getAnchor(), new YamlNode.Mapping(position, entries));
    }

    private void refuseTag(CollectionStartEvent start, Position position, Tag own) {
        start.getTag()
                .filter(tag -> !tag.equals(own.getValue()) && !tag.equals("!"))
                .ifPresent(tag ->
                        problems.at(
                                position,
                                "",
                                ProblemCode.UNSUPPORTED_YAML,
                                "tag %s is not known here".formatted(tag),
                                "remove the tag"));
    }

    private YamlNode remember(Optional<Anchor> anchor, YamlNode node) {
        anchor.ifPresent(name -> anchors.put(name, node));
        return node;
    }

    static Position position(Optional<Mark> mark) {
        return mark.map(at -> new Position(at.getLine() + 1, at.getColumn() + 1))
                .orElse(Position.NONE);
    }

    /// What follows cannot be read; the problem is reported.
    static final class StopReading extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
