package dev.belay.jq.function;

import dev.belay.jq.value.JqError;

/// Looks at a pattern before the engine does: refuses what would compile into something huge, and
/// writes what jq spells differently.
final class RegexGuard {
    static final int CHARS_MAX = 2_000;
    static final int SIZE_MAX = 10_000;
    static final int GROUPS_MAX = 50;

    private RegexGuard() {}

    /// @return how large the compiled pattern may be, repetitions counted as often as they repeat
    static long check(String pattern) {
        if (pattern.length() > CHARS_MAX) {
            throw tooLarge(CHARS_MAX + " characters");
        }
        long[] sums = new long[GROUPS_MAX + 2];
        int depth = 0;
        long last = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            switch (c) {
                case '\\' -> {
                    i++;
                    last = 1;
                    sums[depth]++;
                }
                case '(' -> {
                    if (++depth > GROUPS_MAX) {
                        throw tooLarge(GROUPS_MAX + " groups inside each other");
                    }
                    sums[depth] = 2;
                }
                case ')' -> {
                    if (depth > 0) {
                        last = sums[depth--];
                        sums[depth] += last;
                    }
                }
                case '{' -> {
                    long more = last * (times(pattern, i) - 1);
                    sums[depth] += more;
                    last += more;
                }
                default -> {
                    last = 1;
                    sums[depth]++;
                }
            }
            if (sums[depth] > SIZE_MAX) {
                throw tooLarge("a size of " + SIZE_MAX + " when repetitions are written out");
            }
        }
        return sums[0];
    }

    private static JqError tooLarge(String limit) {
        return JqError.of("the regular expression is too large; the limit is " + limit);
    }

    /// The larger number of `{2,5}`.
    private static long times(String pattern, int open) {
        long number = 0;
        long largest = 1;
        for (int i = open + 1; i < pattern.length() && pattern.charAt(i) != '}'; i++) {
            char c = pattern.charAt(i);
            number = c >= '0' && c <= '9' ? Math.min(number * 10 + c - '0', SIZE_MAX + 1) : 0;
            largest = Math.max(largest, number);
        }
        return largest;
    }

    /// `(?<name>` is `(?P<name>` to the engine; with the flag `x`, blanks and comments go.
    static String translated(String pattern, boolean extended) {
        StringBuilder text = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                char escaped = pattern.charAt(++i);
                text.append(
                        escaped == 'h' ? (inClass ? "0-9a-fA-F" : "[0-9a-fA-F]") : "\\" + escaped);
            } else if (!inClass && named(pattern, i)) {
                text.append("(?P<");
                i += 2;
            } else if (extended && !inClass && c == '#') {
                int end = pattern.indexOf('\n', i);
                i = end < 0 ? pattern.length() : end;
            } else if (!extended || inClass || !Character.isWhitespace(c)) {
                inClass = inClass ? c != ']' : c == '[';
                text.append(c);
            }
        }
        return text.toString();
    }

    private static boolean named(String pattern, int i) {
        return pattern.startsWith("(?<", i)
                && i + 3 < pattern.length()
                && Character.isLetter(pattern.charAt(i + 3));
    }
}
