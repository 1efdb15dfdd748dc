package dev.belay.definition.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import org.junit.jupiter.api.Test;

/// Goal: every value knows its place, and no text takes more than its limits allow.
class SourceReaderTest {
    private static final SourceReader READER = new SourceReader(SourceLimits.DEFAULT);

    @Test
    void values_and_keys_know_their_line_and_column() {
        Source source =
                read(
                        """
                        # a comment
                        document:
                          name: 'x'
                        do:
                          - first: { set: { a/b: [ 1, true ] } }
                        """);

        SourceNode root = source.root();
        assertThat(root.find("document", "name").orElseThrow().position())
                .isEqualTo(new Position(3, 9));
        assertThat(root.find("document", "name").orElseThrow().keyPosition())
                .isEqualTo(new Position(3, 3));
        SourceNode first =
                root.get("do").orElseThrow().items().getFirst().get("first").orElseThrow();
        assertThat(first.keyPosition()).isEqualTo(new Position(5, 5));
        SourceNode list = first.find("set", "a/b").orElseThrow();
        assertThat(list.pointer()).isEqualTo("/do/0/first/set/a~1b");
        assertThat(list.items().get(1).position()).isEqualTo(new Position(5, 31));
        assertThat(source.value().at(list.pointer())).isEqualTo(list.value());
    }

    @Test
    void words_that_older_yaml_takes_for_booleans_stay_texts() {
        Source source = read("on: yes\nversion: 1_0\ntime: 12:30\ndate: 2026-01-02\n");

        assertThat(source.value().get("on").asText()).isEqualTo("yes");
        assertThat(source.value()).allMatch(value -> value.isTextual());
    }

    @Test
    void numbers_keep_what_they_say() {
        Source source = read("[ 1, -7, 0x1F, 0o17, 12345678901234567890, 0.1, 1e3, .5 ]");

        assertThat(source.value().toString())
                .isEqualTo("[1,-7,31,15,12345678901234567890,0.1,1E+3,0.5]");
    }

    @Test
    void json_with_tabs_and_escapes_is_read() {
        Source source = read("{\n\t\"a\": \"\\u00e9\\/\\ud83d\\ude00\",\n\t\"b\": [1, 2]\n}");

        assertThat(source.value().get("a").asText()).isEqualTo("é/😀");
        assertThat(source.root().get("b").orElseThrow().keyPosition())
                .isEqualTo(new Position(3, 2));
    }

    @Test
    void an_alias_is_the_value_of_its_anchor() {
        Source source = read("a: &x { y: 1 }\nb: *x\n");

        assertThat(source.value().get("b")).isEqualTo(source.value().get("a"));
    }

    @Test
    void aliases_of_aliases_end_at_the_limit() {
        var text = new StringBuilder("a0: &a0 [ x, x, x, x, x, x, x, x, x, x ]\n");
        for (int i = 1; i <= 9; i++) {
            text.append(
                    "a%d: &a%d [ %s ]\n"
                            .formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1)));
        }

        assertThat(refusal(text.toString())).isEqualTo(ProblemCode.TOO_MANY_VALUES);
    }

    @Test
    void depth_ends_at_the_limit_without_recursing_into_it() {
        assertThat(refusal("[".repeat(400_000))).isEqualTo(ProblemCode.TOO_DEEP);
        assertThat(refusal("{a: ".repeat(300) + "1" + "}".repeat(300)))
                .isEqualTo(ProblemCode.TOO_DEEP);
    }

    @Test
    void size_ends_at_the_limit() {
        assertThat(refusal("x".repeat(1_000_001))).isEqualTo(ProblemCode.TEXT_TOO_LARGE);
        assertThat(refusal("[" + "1,".repeat(60_000) + "1]"))
                .isEqualTo(ProblemCode.TOO_MANY_VALUES);
    }

    @Test
    void characters_that_are_no_text_are_refused() {
        assertThat(refusal("a: \u0000")).isEqualTo(ProblemCode.SYNTAX);
    }

    private static Source read(String text) {
        var problems = new Problems();
        var source = READER.read(text, problems);
        assertThat(problems.errors()).isEmpty();
        return source.orElseThrow();
    }

    private static ProblemCode refusal(String text) {
        var problems = new Problems();
        assertThat(READER.read(text, problems)).isEmpty();
        return problems.errors().getFirst().code();
    }
}
