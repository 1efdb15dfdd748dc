package dev.belay.definition.model;

import dev.belay.definition.text.SourceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where tasks are inside other things.
public final class TaskLists {
    /// Under a task: the paths at which it may hold a list of tasks.
    private static final List<String[]> PATHS =
            List.of(
                    path("do"),
                    path("fork", "branches"),
                    path("try"),
                    path("catch", "do"),
                    path("foreach", "do"));

    private TaskLists() {}

    /// The lists of tasks that a task contains, in the order in which they are done.
    public static List<SourceNode> within(SourceNode body) {
        var lists = new ArrayList<SourceNode>();
        for (String[] path : PATHS) {
            Optional<SourceNode> list = body.find(path);
            list.ifPresent(lists::add);
        }
        return lists;
    }

    /// The `before` and `after` lists of the extensions.
    public static List<SourceNode> ofExtensions(SourceNode root) {
        var lists = new ArrayList<SourceNode>();
        for (SourceNode item : extensions(root)) {
            item.get("before").ifPresent(lists::add);
            item.get("after").ifPresent(lists::add);
        }
        return lists;
    }

    /// The bodies of the extensions.
    public static List<SourceNode> extensions(SourceNode root) {
        return root.find("use", "extensions").stream()
                .flatMap(list -> list.items().stream())
                .flatMap(item -> item.fields().stream())
                .toList();
    }

    /// The bodies of the reusable functions.
    public static List<SourceNode> functions(SourceNode root) {
        return root.find("use", "functions").stream()
                .flatMap(functions -> functions.fields().stream())
                .toList();
    }

    private static String[] path(String... keys) {
        return keys;
    }
}
