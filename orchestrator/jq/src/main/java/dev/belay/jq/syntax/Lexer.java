package dev.belay.jq.syntax;

import dev.belay.jq.syntax.Token.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts a program into words, one at a time, because what a string holds is a program again.
final class Lexer {
    private static final List<String> SIGNS =
            List.of(
                    "?//", "//=", "|=", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "//",
                    "..", "|", ",", "+", "-", "*", "/", "%", "<", ">", "=", "(", ")", "[", "]", "{",
                    "}", ":", ";", ".", "?");

    private final String source;
    private int at;
    private @Nullable Token ahead;

    Lexer(String source) {
        this.source = source;
    }

    Token peek() {
        if (ahead == null) {
            ahead = read();
        }
        return ahead;
    }

    Token next() {
        Token token = peek();
        ahead = null;
        return token;
    }

    /// Where the next word begins; [#back] returns there.
    int mark() {
        return peek().at();
    }

    void back(int mark) {
        at = mark;
        ahead = null;
    }

    SyntaxError error(int where, String what) {
        return SyntaxError.at(source, where, what);
    }

    int line(int where) {
        return 1 + (int) source.substring(0, where).chars().filter(c -> c == '\n').count();
    }

    private Token read() {
        skip();
        int begin = at;
        if (at == source.length()) {
            return new Token(Kind.END, "", begin);
        }
        char c = source.charAt(at);
        if (c == '"') {
            at++;
            return new Token(Kind.QUOTE, "\"", begin);
        }
        if (isDigit(c) || c == '.' && at + 1 < source.length() && isDigit(source.charAt(at + 1))) {
            return number();
        }
        if (c == '$' || c == '@' || c == '.') {
            String name = name(begin + 1);
            if (!name.isEmpty()) {
                at = begin + 1 + name.length();
                Kind kind = c == '$' ? Kind.VARIABLE : c == '@' ? Kind.FORMAT : Kind.FIELD;
                return new Token(kind, name, begin);
            }
        }
        String name = name(begin);
        if (!name.isEmpty()) {
            at = begin + name.length();
            return new Token(Kind.NAME, name, begin);
        }
        for (String sign : SIGNS) {
            if (source.startsWith(sign, at)) {
                at += sign.length();
                return new Token(Kind.SIGN, sign, begin);
            }
        }
        String shown = new String(Character.toChars(source.codePointAt(at)));
        String fix = c == '\'' ? "; strings stand in double quotes" : "";
        throw error(begin, "'%s' has no meaning here%s".formatted(shown, fix));
    }

    private void skip() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '#') {
                while (at < source.length() && source.charAt(at) != '\n') {
                    at++;
                }
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                return;
            }
        }
    }

    private String name(int from) {
        int end = from;
        while (end < source.length() && isName(source.charAt(end), end > from)) {
            end++;
        }
        return source.substring(from, end);
    }

    private Token number() {
        int begin = at;
        digits();
        if (at < source.length() && source.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < source.length() && (source.charAt(at) == 'e' || source.charAt(at) == 'E')) {
            int power = at + 1;
            if (power < source.length() && "+-".indexOf(source.charAt(power)) >= 0) {
                power++;
            }
            if (power < source.length() && isDigit(source.charAt(power))) {
                at = power;
                digits();
            }
        }
        return new Token(Kind.NUMBER, source.substring(begin, at), begin);
    }

    private void digits() {
        while (at < source.length() && isDigit(source.charAt(at))) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isName(char c, boolean later) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || later && isDigit(c);
    }

    /// Reads on inside a string, up to its end or up to the `\(` of a value.
    ///
    /// @return true when a value follows
    boolean text(StringBuilder text, int opened) {
        while (at < source.length()) {
            char c = source.charAt(at++);
            if (c == '"') {
                return false;
            }
            if (c != '\\') {
                text.append(c);
            } else if (at < source.length()) {
                char escaped = source.charAt(at++);
                if (escaped == '(') {
                    return true;
                }
                text.append(escaped(escaped));
            }
        }
        throw error(opened, "the string that begins here has no end");
    }

    private char escaped(char c) {
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default ->
                    throw error(
                            at - 2,
                            "'\\%s' is no escape; a backslash itself is '\\\\'".formatted(c));
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < source.length() ? Character.digit(source.charAt(at), 16) : -1;
            if (digit < 0) {
                throw error(at, "'\\u' needs four hexadecimal digits");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }
}
