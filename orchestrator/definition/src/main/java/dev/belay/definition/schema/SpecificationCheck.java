package dev.belay.definition.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.definition.model.TaskKind;
import dev.belay.definition.model.TaskLists;
import dev.belay.definition.problem.DidYouMean;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import dev.belay.definition.text.SourceNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks a definition against the official schema, each task by itself.
///
/// A task is checked against the schema of its own kind with the tasks inside it left out, and
/// those are checked in turn. What passes is what the whole schema passes, but a mistake is said
/// once, of the task it is in, and the time does not double with each loop inside a loop.
public final class SpecificationCheck {
    static final String FLOW = "the flow";

    private static final int DOCUMENT_CHARS_MAX = 128;

    private static final Map<String, String> CALLS =
            Map.of(
                    "asyncapi", "/$defs/callTask/oneOf/0",
                    "grpc", "/$defs/callTask/oneOf/1",
                    "http", "/$defs/callTask/oneOf/2",
                    "openapi", "/$defs/callTask/oneOf/3",
                    "a2a", "/$defs/callTask/oneOf/4",
                    "mcp", "/$defs/callTask/oneOf/5");
    private static final String CALL_FUNCTION = "/$defs/callTask/oneOf/6";

    private final SpecificationSchema specification = SpecificationSchema.INSTANCE;
    private final SchemaErrors errors = new SchemaErrors(specification);
    private final Wording wording = new Wording(specification);

    /// Whether the official schema as a whole accepts a definition. Slow where loops are nested.
    public boolean accepts(JsonNode definition) {
        return specification.whole().validate(definition).isEmpty();
    }

    public void check(SourceNode root, Problems problems) {
        if (!root.isObject()) {
            problems.at(
                    root,
                    ProblemCode.WRONG_TYPE,
                    "the text is no object",
                    "begin with 'document:' and 'do:'");
            return;
        }
        ObjectNode outline = ((ObjectNode) root.value()).deepCopy();
        empty(outline, "do");
        emptyEach(outline.path("use").path("functions"));
        for (JsonNode item : outline.path("use").path("extensions")) {
            for (JsonNode extension : item) {
                empty(extension, "before");
                empty(extension, "after");
            }
        }
        shorten(root, outline, problems);
        validate(root, outline, "", FLOW, problems);
        sections(root, problems);
        root.get("do").ifPresent(list -> tasks(list, problems));
        for (SourceNode list : TaskLists.ofExtensions(root)) {
            tasks(list, problems);
        }
        for (SourceNode function : TaskLists.functions(root)) {
            task(function, "function '%s'".formatted(function.key()), problems);
        }
    }

    /// A long text would take the schema's expressions deep, and is no name or version anyway.
    private static void shorten(SourceNode root, ObjectNode outline, Problems problems) {
        for (String key : List.of("dsl", "namespace", "name", "version")) {
            SourceNode text = root.find("document", key).orElse(root);
            if (text.isText()
                    && text.text().length() > DOCUMENT_CHARS_MAX
                    && outline.path("document") instanceof ObjectNode document) {
                problems.at(
                        text,
                        ProblemCode.INVALID_VALUE,
                        "'document.%s' has %d characters".formatted(key, text.text().length()),
                        "write at most %d".formatted(DOCUMENT_CHARS_MAX));
                document.put(key, key.equals("dsl") || key.equals("version") ? "1.0.0" : "x");
            }
        }
    }

    /// The official schema lets any section stand beside those it knows, so a misspelt one would be
    /// ignored in silence.
    private void sections(SourceNode root, Problems problems) {
        var known = specification.properties("");
        for (SourceNode section : root.fields()) {
            if (known.contains(section.key())) {
                continue;
            }
            var meant = DidYouMean.nearest(section.key(), known);
            if (meant.isPresent()) {
                problems.atKey(
                        section,
                        ProblemCode.UNKNOWN_PROPERTY,
                        "the flow has unknown property '%s'".formatted(section.key()),
                        "did you mean '%s'?".formatted(meant.get()));
            } else {
                problems.warnAtKey(
                        section,
                        ProblemCode.UNKNOWN_PROPERTY,
                        "'%s' means nothing here".formatted(section.key()),
                        "remove it, or put it into 'document.metadata'");
            }
        }
    }

    /// Checks a task that stands on its own, as a catalog keeps it.
    public void checkTask(SourceNode body, String label, Problems problems) {
        task(body, label, problems);
    }

    private void tasks(SourceNode list, Problems problems) {
        if (!list.value().isArray()) {
            problems.at(
                    list,
                    ProblemCode.WRONG_TYPE,
                    "'%s' is no list of tasks".formatted(list.key()),
                    "write each task as an item: '- name:' with its properties below");
            return;
        }
        for (SourceNode item : list.items()) {
            if (item.isObject() && item.value().size() == 1) {
                SourceNode body = item.fields().getFirst();
                task(body, "task '%s'".formatted(body.key()), problems);
            } else {
                problems.at(
                        item,
                        ProblemCode.INVALID_VALUE,
                        item.isObject() && item.value().size() > 1
                                ? "this item holds %d tasks: %s"
                                        .formatted(item.value().size(), names(item))
                                : "this item holds no task",
                        "write one task an item, each beginning with '- name:', and its properties further in than its name");
            }
        }
    }

    private static String names(SourceNode item) {
        var names = new ArrayList<String>();
        item.fields().forEach(field -> names.add(field.key()));
        return String.join(", ", names.subList(0, Math.min(5, names.size())));
    }

    private void task(SourceNode body, String label, Problems problems) {
        if (!body.isObject()) {
            problems.atKey(
                    body,
                    ProblemCode.WRONG_TYPE,
                    label + " is no object",
                    "write its properties further in than its name");
            return;
        }
        List<TaskKind> kinds = TaskKind.of(body.value());
        if (kinds.size() != 1) {
            kindProblem(body, label, kinds, problems);
        } else {
            ObjectNode outline = ((ObjectNode) body.value()).deepCopy();
            emptyLists(outline);
            validate(body, outline, schemaOf(body.value(), kinds.getFirst()), label, problems);
        }
        for (SourceNode list : TaskLists.within(body)) {
            tasks(list, problems);
        }
    }

    private static String schemaOf(JsonNode body, TaskKind kind) {
        return kind == TaskKind.CALL
                ? CALLS.getOrDefault(body.path("call").asText(), CALL_FUNCTION)
                : "/$defs/%sTask".formatted(kind.key());
    }

    private void kindProblem(
            SourceNode body, String label, List<TaskKind> kinds, Problems problems) {
        if (kinds.size() > 1) {
            problems.atKey(
                    body,
                    ProblemCode.SEVERAL_TASK_KINDS,
                    "%s is several tasks at once: it has %s"
                            .formatted(
                                    label,
                                    String.join(
                                            " and ", kinds.stream().map(TaskKind::key).toList())),
                    "keep one of them, and make the others tasks of their own");
            return;
        }
        @Nullable SourceNode misspelt = null;
        String meant = "";
        var base = specification.properties("/$defs/taskBase");
        for (SourceNode field : body.fields()) {
            var near = DidYouMean.nearest(field.key(), TaskKind.keys());
            if (misspelt == null && near.isPresent() && !base.contains(field.key())) {
                misspelt = field;
                meant = near.get();
            }
        }
        if (misspelt == null) {
            problems.atKey(
                    body,
                    ProblemCode.UNKNOWN_TASK_KIND,
                    label + " does nothing",
                    "add one of " + String.join(", ", TaskKind.keys()));
        } else {
            problems.atKey(
                    misspelt,
                    ProblemCode.UNKNOWN_PROPERTY,
                    "%s has unknown property '%s'".formatted(label, misspelt.key()),
                    "did you mean '%s'?".formatted(meant));
        }
    }

    private void validate(
            SourceNode node, JsonNode outline, String schema, String label, Problems problems) {
        for (var finding : errors.reduce(specification.part(schema).validate(outline))) {
            wording.report(node, label, finding, problems);
        }
    }

    private static void emptyLists(JsonNode body) {
        empty(body, "do");
        empty(body, "try");
        empty(body.path("fork"), "branches");
        empty(body.path("catch"), "do");
        empty(body.path("foreach"), "do");
    }

    private static void empty(JsonNode object, String key) {
        if (object instanceof ObjectNode node && node.has(key)) {
            node.set(key, JsonNodeFactory.instance.arrayNode());
        }
    }

    private static void emptyEach(JsonNode functions) {
        if (functions instanceof ObjectNode node) {
            for (Iterator<String> names = List.copyOf(names(node)).iterator(); names.hasNext(); ) {
                ObjectNode nothing = JsonNodeFactory.instance.objectNode();
                nothing.putArray("do");
                node.set(names.next(), nothing);
            }
        }
    }

    private static List<String> names(ObjectNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
