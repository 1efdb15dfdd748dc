package dev.belay.jq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.flow.expression.EvaluationScope;
import dev.belay.jq.function.Library;
import dev.belay.jq.syntax.Parser;
import dev.belay.jq.value.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The reference says what is there.
class ReferenceTest {
    private static final Path PAGE = Path.of("../../docs/reference/expressions.md");
    private static final Pattern NAME = Pattern.compile("`(@?[A-Za-z_0-9]+(?:/\\d)?)`");

    @Test
    void the_reference_lists_exactly_the_functions_that_exist() throws IOException {
        String functions = section("## Functions", "Not there");

        Set<String> listed =
                NAME.matcher(functions)
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> name.startsWith("@") || name.contains("/"))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(listed).isEqualTo(Library.INSTANCE.names());
    }

    @Test
    void the_reference_has_the_limits_that_hold() throws IOException {
        String limits = section("## Limits", "A step is");

        assertThat(limits)
                .contains("%s characters".formatted(shown(Parser.CHARS_MAX)))
                .contains("| operators in a row | %s |".formatted(shown(Parser.HEIGHT_MAX)))
                .contains(
                        "| steps of an evaluation | %s |"
                                .formatted(shown(EvaluationScope.STEPS_MAX)))
                .contains("%d MiB".formatted(EvaluationScope.BYTES_MAX / 1024 / 1024))
                .contains("%d times that".formatted(Work.BUILT_FACTOR))
                .contains("| depth of a value | %s levels |".formatted(shown(Work.DEPTH_MAX)))
                .contains("| open calls and alternatives | %s |".formatted(shown(Work.OPEN_MAX)));
    }

    @Test
    void every_function_with_a_name_can_be_called() {
        for (String name : Library.INSTANCE.names()) {
            String call = name;
            if (name.contains("/")) {
                int count = name.charAt(name.length() - 1) - '0';
                String function = name.substring(0, name.indexOf('/'));
                call = count == 0 ? function : function + "(" + ".;".repeat(count - 1) + ".)";
            }

            assertThat(Parser.program(call, Set.of(), Library.INSTANCE)).as(call).isNotNull();
        }
    }

    private static String section(String from, String to) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(from);
        return page.substring(begin, page.indexOf(to, begin));
    }

    private static String shown(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
