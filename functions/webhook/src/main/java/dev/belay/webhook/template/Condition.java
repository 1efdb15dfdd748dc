package dev.belay.webhook.template;

import java.util.Locale;
import java.util.Optional;

/// What must hold of a request: `SOURCE` is there, `!SOURCE` is not, `SOURCE = text` is this,
/// `SOURCE ^ text` begins with it (in any case), `SOURCE = []` is an empty array.
///
/// @param text as it was written
public record Condition(String text, Source source, Test test, String expected) {
    public enum Test {
        PRESENT,
        ABSENT,
        EQUAL,
        BEGINS,
        EMPTY_ARRAY
    }

    public static Condition parse(String text) {
        int equals = text.indexOf(" = ");
        int begins = text.indexOf(" ^ ");
        if (equals > 0) {
            String expected = text.substring(equals + 3);
            return new Condition(
                    text,
                    Source.parse(text.substring(0, equals)),
                    expected.equals("[]") ? Test.EMPTY_ARRAY : Test.EQUAL,
                    expected);
        }
        if (begins > 0) {
            return new Condition(
                    text,
                    Source.parse(text.substring(0, begins)),
                    Test.BEGINS,
                    text.substring(begins + 3).toLowerCase(Locale.ROOT));
        }
        boolean absent = text.startsWith("!");
        return new Condition(
                text,
                Source.parse(absent ? text.substring(1) : text),
                absent ? Test.ABSENT : Test.PRESENT,
                "");
    }

    public boolean holds(Exchange exchange) {
        if (test == Test.EMPTY_ARRAY) {
            return Json.find(exchange.json(), source.name()).stream()
                    .allMatch(node -> node.isArray() && node.isEmpty());
        }
        Optional<String> found = source.text(exchange);
        return switch (test) {
            case PRESENT -> found.isPresent();
            case ABSENT -> found.isEmpty();
            case EQUAL -> found.filter(expected::equals).isPresent();
            case BEGINS ->
                    found.filter(text -> text.toLowerCase(Locale.ROOT).startsWith(expected))
                            .isPresent();
            case EMPTY_ARRAY -> false;
        };
    }
}
