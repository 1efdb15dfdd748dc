package dev.belay.definition.compile;

import dev.belay.definition.text.SourceNode;
import java.util.ArrayList;
import java.util.List;

/// One item of a list of tasks.
record TaskDraft(String name, SourceNode body) {
    /// The tasks of a list; what is no task is left out, the schema has reported it.
    static List<TaskDraft> of(SourceNode list) {
        var drafts = new ArrayList<TaskDraft>();
        for (SourceNode item : list.items()) {
            if (item.value().size() == 1 && item.isObject()) {
                SourceNode body = item.fields().getFirst();
                drafts.add(new TaskDraft(body.key(), body));
            }
        }
        return drafts;
    }
}
