package dev.belay.jq;

import java.util.List;
import java.util.Random;

/// A program made of everything, by a seed.
final class RandomProgram {
    private static final List<String> LEAVES =
            List.of(
                    ".",
                    ".",
                    ".a",
                    ".b",
                    ".a?",
                    ".[0]?",
                    "1",
                    "2",
                    "0",
                    "\"x\"",
                    "null",
                    "false",
                    "empty",
                    "[3, 1]",
                    "{a: 5}",
                    "(1, 2)",
                    "(null, 3)",
                    ".[]?",
                    "error(\"e\")");

    private static final List<String> PATHS =
            List.of(
                    ".a",
                    ".b",
                    ".a?",
                    ".[0]?",
                    ".[1:]?",
                    ".[]?",
                    ".",
                    ".b.a",
                    ".a[2].a",
                    "(.a, .b)",
                    "empty");

    private static final List<String> OPERATORS =
            List.of("+", "-", "*", "==", "<", ">=", "and", "or", "//", ",", "|", "|");

    private static final List<String> UPDATES = List.of("=", "|=", "+=", "//=", "*=");

    private static final List<String> FUNCTIONS =
            List.of(
                    "map(%s)",
                    "[.[]? | %s]",
                    "first(%s)",
                    "limit(2; %s)",
                    "last(%s)",
                    "isempty(%s)",
                    "any(.[]?; %s)",
                    "all(.[]?; %s)",
                    "path(%s)",
                    "(%s)?",
                    "select(%s)",
                    "[%s] | length",
                    "{a: %s}",
                    "\"<\\(%s)>\"",
                    "try %s catch .",
                    "map_values(%s)?",
                    "sort_by(%s)?",
                    "-(%s)",
                    "%s | tostring",
                    "%s | type",
                    "def f: %s; f | f",
                    "def f(g): g, g; f(%s)",
                    "[paths(%s)]",
                    "del(.a | select(%s))",
                    "getpath([%s])?",
                    ".[%s]?",
                    ".[1:%s]?",
                    "walk(%s)?",
                    "with_entries(.value |= %s)?",
                    "to_entries? | map(%s)",
                    "label $out | (%s, break $out, 9)",
                    "[limit(3; repeat(%s))]",
                    "add(%s)",
                    "IN(%s)");

    private final Random random;
    private final boolean calls;

    RandomProgram(long seed, boolean calls) {
        this.random = new Random(seed);
        this.calls = calls;
    }

    String text() {
        return expression(4);
    }

    private String expression(int depth) {
        if (depth == 0) {
            return leaf(LEAVES);
        }
        return switch (random.nextInt(10)) {
            case 0 -> leaf(LEAVES);
            case 1, 2, 3 ->
                    "(%s %s %s)"
                            .formatted(
                                    expression(depth - 1), one(OPERATORS), expression(depth - 1));
            case 4 ->
                    "(if %s then %s else %s end)"
                            .formatted(
                                    expression(depth - 1),
                                    expression(depth - 1),
                                    expression(depth - 1));
            case 5 ->
                    "(%s as $x | %s | [., $x])"
                            .formatted(expression(depth - 1), expression(depth - 1));
            case 6 ->
                    "(reduce (%s) as $x (%s; %s))"
                            .formatted(expression(depth - 1), expression(1), growth(depth - 1));
            case 7 ->
                    "(foreach (%s) as $x (%s; %s; %s))"
                            .formatted(
                                    expression(depth - 1),
                                    expression(1),
                                    growth(depth - 1),
                                    expression(1));
            case 8 -> "(%s %s %s)".formatted(path(depth - 1), one(UPDATES), expression(depth - 1));
            default -> "(" + one(FUNCTIONS).formatted(expression(depth - 1)) + ")";
        };
    }

    private String growth(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> ". + [$x]";
            case 1 -> ".a = $x | .b += [$x]";
            case 2 -> "(.a |= [$x, .]) | .c = .a";
            default -> expression(depth);
        };
    }

    private String path(int depth) {
        if (depth <= 0 || random.nextInt(3) == 0) {
            return leaf(PATHS);
        }
        return switch (random.nextInt(5)) {
            case 0 -> "(%s | %s)".formatted(path(depth - 1), path(depth - 1));
            case 1 -> "(%s // %s)".formatted(path(depth - 1), path(depth - 1));
            case 2 -> "(if %s then %s else %s end)".formatted(expression(1), path(1), path(1));
            case 3 -> "first(%s)".formatted(path(depth - 1));
            default -> "(%s | select(%s))".formatted(path(depth - 1), expression(1));
        };
    }

    private String leaf(List<String> leaves) {
        String leaf = one(leaves);
        return calls ? "(def g: " + leaf + "; g)" : leaf;
    }

    private String one(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
