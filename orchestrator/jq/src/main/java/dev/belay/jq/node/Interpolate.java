package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.JsonText;
import dev.belay.jq.value.Work;
import java.util.List;

/// `"text \(value)"`, where a format may have its say about each value.
public final class Interpolate extends Apply {
    private final List<String> texts;
    private final Function format;

    /// @param texts what stands around the values, one more than there are values
    public Interpolate(List<String> texts, List<Node> values, Function format) {
        super(values, false);
        this.texts = List.copyOf(texts);
        this.format = format;
    }

    @Override
    JsonNode apply(Work work, JsonNode in, JsonNode[] values) {
        StringBuilder all = new StringBuilder(texts.getFirst());
        for (int i = 0; i < values.length; i++) {
            String part = JsonText.plain(format.apply(work, values[i], new JsonNode[0]), work);
            work.buildText((long) part.length() + texts.get(i + 1).length());
            all.append(part).append(texts.get(i + 1));
        }
        return Json.of(all.toString());
    }
}
