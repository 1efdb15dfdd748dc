package dev.belay.jq.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.node.Collect;
import dev.belay.jq.node.Construct;
import dev.belay.jq.node.Count;
import dev.belay.jq.node.Empty;
import dev.belay.jq.node.First;
import dev.belay.jq.node.Function;
import dev.belay.jq.node.FunctionCall;
import dev.belay.jq.node.GetPath;
import dev.belay.jq.node.If;
import dev.belay.jq.node.Index;
import dev.belay.jq.node.Iterate;
import dev.belay.jq.node.Literal;
import dev.belay.jq.node.Modify;
import dev.belay.jq.node.Node;
import dev.belay.jq.node.PathOf;
import dev.belay.jq.node.Pipe;
import dev.belay.jq.node.Reduce;
import dev.belay.jq.node.This;
import dev.belay.jq.node.Variable;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Functions whose arguments are expressions: each becomes a few nodes where it is called, so that
/// most of them need no machine.
final class Macros {
    private Macros() {}

    /// What a call becomes.
    @FunctionalInterface
    interface Macro {
        Node expand(List<Node> arguments);
    }

    static Map<String, Macro> all(Map<String, Function> functions) {
        Map<String, Macro> macros = new LinkedHashMap<>();
        macros.put("empty/0", _ -> Empty.INSTANCE);
        macros.put("error/0", _ -> raise(This.INSTANCE));
        macros.put("error/1", of -> raise(of.getFirst()));
        macros.put("null/0", _ -> new Literal(Json.NULL));
        macros.put("true/0", _ -> new Literal(Json.TRUE));
        macros.put("false/0", _ -> new Literal(Json.FALSE));
        for (String name : List.of("debug/0", "debug/1", "stderr/0")) {
            macros.put(name, _ -> This.INSTANCE);
        }
        macros.put("map/1", of -> map(of.getFirst()));
        macros.put("select/1", of -> select(of.getFirst()));
        macros.put("values/0", _ -> ofType("null", false));
        macros.put("nulls/0", _ -> ofType("null", true));
        macros.put("booleans/0", _ -> ofType("boolean", true));
        macros.put("numbers/0", _ -> ofType("number", true));
        macros.put("strings/0", _ -> ofType("string", true));
        macros.put("arrays/0", _ -> ofType("array", true));
        macros.put("objects/0", _ -> ofType("object", true));
        macros.put("iterables/0", _ -> select(is(JsonNode::isContainerNode)));
        macros.put("scalars/0", _ -> select(is(each -> !each.isContainerNode())));
        macros.put("finites/0", _ -> select(is(Macros::isFinite)));
        macros.put("normals/0", _ -> select(is(Macros::isNormal)));
        macros.put("path/1", of -> new PathOf(of.getFirst()));
        macros.put("getpath/1", of -> new GetPath(of.getFirst()));
        macros.put(
                "del/1",
                of ->
                        new FunctionCall(
                                ObjectFunctions::delete,
                                List.of(new Collect(new PathOf(of.getFirst())))));
        macros.put("map_values/1", of -> new Modify(new Iterate(This.INSTANCE), of.getFirst()));
        macros.put(
                "with_entries/1",
                of ->
                        new Pipe(
                                call(functions, "to_entries/0"),
                                new Pipe(map(of.getFirst()), call(functions, "from_entries/0"))));
        macros.put("range/1", of -> new Count(number(0), of.getFirst(), number(1)));
        macros.put("range/2", of -> new Count(of.get(0), of.get(1), number(1)));
        macros.put("range/3", of -> new Count(of.get(0), of.get(1), of.get(2)));
        macros.put("first/0", _ -> new Index(This.INSTANCE, number(0)));
        macros.put("last/0", _ -> new Index(This.INSTANCE, number(-1)));
        macros.put("nth/1", of -> new Index(This.INSTANCE, of.getFirst()));
        macros.put("first/1", of -> new First(number(1), of.getFirst()));
        macros.put("limit/2", of -> new First(of.get(0), of.get(1)));
        macros.put(
                "last/1", of -> new Reduce(of.getFirst(), new Literal(Json.NULL), new Variable(0)));
        macros.put(
                "isempty/1",
                of ->
                        call(
                                functions,
                                "_isempty/1",
                                new Collect(new First(number(1), of.getFirst()))));
        macros.put("any/0", _ -> any(functions, new Iterate(This.INSTANCE), This.INSTANCE));
        macros.put("any/1", of -> any(functions, new Iterate(This.INSTANCE), of.getFirst()));
        macros.put("any/2", of -> any(functions, of.get(0), of.get(1)));
        macros.put("all/0", _ -> all(functions, new Iterate(This.INSTANCE), This.INSTANCE));
        macros.put("all/1", of -> all(functions, new Iterate(This.INSTANCE), of.getFirst()));
        macros.put("all/2", of -> all(functions, of.get(0), of.get(1)));
        macros.put("INDEX/1", of -> index(functions, new Iterate(This.INSTANCE), of.getFirst()));
        macros.put("INDEX/2", of -> index(functions, of.get(0), of.get(1)));
        macros.put("add/1", of -> new Pipe(new Collect(of.getFirst()), call(functions, "add/0")));
        for (String name :
                List.of("sort_by/1", "group_by/1", "unique_by/1", "min_by/1", "max_by/1")) {
            macros.put(name, of -> call(functions, "_" + name, map(new Collect(of.getFirst()))));
        }
        return macros;
    }

    private static Node raise(Node value) {
        String literal =
                value instanceof Literal known && known.value().isTextual()
                        ? known.value().textValue()
                        : "";
        return new FunctionCall(
                (_, _, of) -> {
                    String told =
                            literal.isEmpty()
                                    ? "error was called with a value of type " + Json.type(of[0])
                                    : literal;
                    throw JqError.of(of[0], told);
                },
                List.of(value));
    }

    private static Node number(int value) {
        return new Literal(Json.of(value));
    }

    private static Node map(Node body) {
        return new Collect(new Pipe(new Iterate(This.INSTANCE), body));
    }

    private static Node select(Node condition) {
        return new If(condition, This.INSTANCE, Empty.INSTANCE);
    }

    private static Node is(java.util.function.Predicate<JsonNode> test) {
        return new FunctionCall((_, in, _) -> Json.of(test.test(in)), List.of());
    }

    private static Node ofType(String type, boolean wanted) {
        return select(is(each -> Json.type(each).equals(type) == wanted));
    }

    private static boolean isFinite(JsonNode value) {
        return value.isNumber() && Double.isFinite(value.doubleValue());
    }

    private static boolean isNormal(JsonNode value) {
        return isFinite(value) && Math.abs(value.doubleValue()) >= Double.MIN_NORMAL;
    }

    private static Node any(Map<String, Function> functions, Node all, Node condition) {
        Node found = new Pipe(all, new If(condition, This.INSTANCE, Empty.INSTANCE));
        return call(functions, "_isfilled/1", new Collect(new First(number(1), found)));
    }

    private static Node all(Map<String, Function> functions, Node all, Node condition) {
        Node failed = new Pipe(all, new If(condition, Empty.INSTANCE, This.INSTANCE));
        return call(functions, "_isempty/1", new Collect(new First(number(1), failed)));
    }

    private static Node index(Map<String, Function> functions, Node all, Node key) {
        Node name = new Pipe(key, call(functions, "tostring/0"));
        Node entry =
                new Construct(
                        List.of(
                                new Literal(Json.of("key")),
                                name,
                                new Literal(Json.of("value")),
                                This.INSTANCE));
        return new Pipe(new Collect(new Pipe(all, entry)), call(functions, "from_entries/0"));
    }

    private static Node call(Map<String, Function> functions, String name, Node... arguments) {
        return new FunctionCall(
                java.util.Objects.requireNonNull(functions.get(name)), List.of(arguments));
    }
}
