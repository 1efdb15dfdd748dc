package dev.belay.definition.text;

import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Tag;

/// What the parser read, with aliases still shared.
sealed interface YamlNode {
    Position position();

    record Scalar(Position position, Tag tag, String value) implements YamlNode {}

    record Sequence(Position position, List<YamlNode> items) implements YamlNode {}

    record Mapping(Position position, Map<String, Entry> entries) implements YamlNode {}

    /// @param key where the key is written
    record Entry(Position key, YamlNode value) {}
}
