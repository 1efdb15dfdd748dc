package dev.belay.jq.function;

import dev.belay.jq.node.Call;
import dev.belay.jq.node.Definition;
import dev.belay.jq.node.Function;
import dev.belay.jq.node.FunctionCall;
import dev.belay.jq.node.Node;
import dev.belay.jq.syntax.Builtins;
import dev.belay.jq.syntax.Parser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All builtins: functions, macros and what is written in jq. Built once, without looking around on
/// the class path.
public final class Library implements Builtins {
    public static final Library INSTANCE = new Library();

    private static final Map<String, String> REFUSED =
            Map.ofEntries(
                    Map.entry("env", "expressions see no environment; pass values in the input"),
                    Map.entry("input", "an expression has one input: '.'"),
                    Map.entry("inputs", "an expression has one input: '.'"),
                    Map.entry("input_filename", "expressions see no files"),
                    Map.entry("input_line_number", "expressions see no files"),
                    Map.entry("get_search_list", "modules cannot be loaded"),
                    Map.entry("modulemeta", "modules cannot be loaded"),
                    Map.entry("halt", "an expression cannot end its host; use 'empty' or 'error'"),
                    Map.entry("halt_error", "an expression cannot end its host; use 'error'"),
                    Map.entry("builtins", "the functions are listed in the documentation"),
                    Map.entry(
                            "rand",
                            "expressions give the same on every host; pass random values in"),
                    Map.entry("uuid", "expressions give the same on every host; pass ids in"));

    private final Map<String, Function> functions;
    private final Map<String, Macros.Macro> macros;
    private final Map<String, Definition> definitions = new HashMap<>();

    private Library() {
        Catalog catalog = new Catalog();
        TypeFunctions.addTo(catalog);
        StringFunctions.addTo(catalog);
        ArrayFunctions.addTo(catalog);
        ObjectFunctions.addTo(catalog);
        MathFunctions.addTo(catalog);
        TimeFunctions.addTo(catalog);
        RegexFunctions.addTo(catalog);
        Formats.addTo(catalog);
        this.functions = catalog.functions();
        this.macros = Macros.all(functions);
    }

    @Override
    public @Nullable Node call(String name, List<Node> arguments) {
        String key = name + "/" + arguments.size();
        Macros.Macro macro = macros.get(key);
        if (macro != null) {
            return macro.expand(arguments);
        }
        Function function = functions.get(key);
        if (function != null) {
            return new FunctionCall(function, arguments);
        }
        if (Prelude.SOURCES.containsKey(key)) {
            return new Call(definition(key), Call.GLOBAL, arguments);
        }
        String reason = REFUSED.get(name);
        if (reason != null) {
            throw new Refused("'%s' is not there: %s".formatted(name, reason));
        }
        return null;
    }

    private synchronized Definition definition(String key) {
        Definition known = definitions.get(key);
        if (known != null) {
            return known;
        }
        String source = java.util.Objects.requireNonNull(Prelude.SOURCES.get(key));
        Definition definition = Parser.declaration(source, this);
        definitions.put(key, definition);
        Parser.define(source, definition, this);
        return definition;
    }

    @Override
    public @Nullable Function format(String name) {
        return Formats.all().get(name);
    }

    /// Every public function with its number of arguments, and every format.
    public Set<String> names() {
        Set<String> names = new java.util.TreeSet<>();
        names.addAll(functions.keySet());
        names.addAll(macros.keySet());
        names.addAll(Prelude.SOURCES.keySet());
        names.removeIf(name -> name.startsWith("_"));
        Formats.all().keySet().forEach(name -> names.add("@" + name));
        return names;
    }

    @Override
    public String similar(String name) {
        String best = "";
        int least = 3;
        for (String each : names()) {
            int slash = each.indexOf('/');
            String known = slash < 0 ? each : each.substring(0, slash);
            int distance = distance(name, known);
            if (distance < least && distance < Math.max(1, name.length())) {
                least = distance;
                best = each;
            }
        }
        return best;
    }

    /// Edits that make one word of the other.
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 2) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int same = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(same, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
