package dev.belay.jq.function;

import java.util.LinkedHashMap;
import java.util.Map;

/// The functions that are written in jq themselves. They are compiled when a program first uses
/// them.
final class Prelude {
    private Prelude() {}

    /// By name with the number of arguments.
    static final Map<String, String> SOURCES = new LinkedHashMap<>();

    static {
        define("recurse_down/0", "def recurse_down: recurse;");
        define("recurse/0", "def recurse: recurse(.[]?);");
        define("recurse/1", "def recurse(f): def r: ., (f | r); r;");
        define("recurse/2", "def recurse(f; cond): def r: ., (f | select(cond) | r); r;");
        define(
                "while/2",
                "def while(cond; update): def w: if cond then ., (update | w) else empty end; w;");
        define(
                "until/2",
                "def until(cond; update): def u: if cond then . else (update | u) end; u;");
        define("repeat/1", "def repeat(f): def r: ., (f | r); r;");
        define(
                "walk/1",
                """
                def walk(f): def w: if type == "object" then map_values(w) \
                elif type == "array" then map(w) else . end | f; w;\
                """);
        define("paths/0", "def paths: path(..) | select(length > 0);");
        define("paths/1", "def paths(f): path(.. | select(f)) | select(length > 0);");
        define("leaf_paths/0", "def leaf_paths: paths(scalars);");
        define(
                "pick/1",
                """
                def pick(f): . as $all | reduce path(f) as $p (null; \
                setpath($p; $all | getpath($p)));\
                """);
        define("in/1", "def in(all): . as $key | all | has($key);");
        define("inside/1", "def inside(all): . as $part | all | contains($part);");
        define(
                "combinations/0",
                """
                def combinations: if length == 0 then [] else \
                .[0][] as $first | (.[1:] | combinations) as $rest | [$first] + $rest end;\
                """);
        define(
                "combinations/1",
                "def combinations(n): . as $all | [range(n)] | map($all) | combinations;");
        define(
                "nth/2",
                """
                def nth($n; f): if $n < 0 then error("nth needs an index of 0 or more") \
                else last(limit($n + 1; f)) end;\
                """);
        define(
                "skip/2",
                """
                def skip($n; f): if $n > 0 then foreach f as $x ($n; . - 1; \
                if . < 0 then $x else empty end) else f end;\
                """);
        define("ascii/0", "def ascii: [.] | implode;");
        define("isvalid/1", "def isvalid(f): try (f | true) catch false;");
        define("IN/1", "def IN(all): any(all == .; .);");
        define("IN/2", "def IN(some; all): any(some == all; .);");
        define(
                "tostream/0",
                """
                def tostream: path(def r: (.[]? | r), .; r) as $p | getpath($p) \
                | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);\
                """);
        define(
                "fromstream/1",
                """
                def fromstream(events): foreach events as $e ({done: true}; \
                (if .done then {} else . end) \
                | if ($e | length) == 2 then \
                (if ($e[0] | length) == 0 then {value: $e[1], done: true} \
                else {value: (.value | setpath($e[0]; $e[1]))} end) \
                else .done = (($e[0] | length) <= 1) end; \
                if .done then .value else empty end);\
                """);
        define(
                "truncate_stream/1",
                """
                def truncate_stream(events): . as $n | null | events \
                | if (.[0] | length) > $n then .[0] |= .[$n:] else empty end;\
                """);
        define(
                "truncate_stream/2",
                "def truncate_stream($n; events): $n | truncate_stream(events);");
        define("match/1", "def match($re): _matches($re; null) | .[];");
        define("match/2", "def match($re; $flags): _matches($re; $flags) | .[];");
        define("capture/1", "def capture($re): match($re) | _captured;");
        define("capture/2", "def capture($re; $flags): match($re; $flags) | _captured;");
        define("scan/1", "def scan($re): scan($re; null);");
        define(
                "scan/2",
                """
                def scan($re; $flags): match($re; "g" + $flags) \
                | if (.captures | length) > 0 then [.captures[].string] else .string end;\
                """);
        define("splits/1", "def splits($re): split($re; null) | .[];");
        define("splits/2", "def splits($re; $flags): split($re; $flags) | .[];");
        define("sub/2", "def sub($re; new): sub($re; new; null);");
        define(
                "sub/3",
                """
                def sub($re; new; $flags): _pieces($re; $flags) \
                | [.[] | if type == "object" then [new] else . end] | _weave | .[];\
                """);
        define("gsub/2", "def gsub($re; new): sub($re; new; \"g\");");
        define("gsub/3", "def gsub($re; new; $flags): sub($re; new; \"g\" + $flags);");
    }

    private static void define(String name, String source) {
        SOURCES.put(name, source);
    }
}
