package dev.belay.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Goal: what the page on testing shows is what its test does, line by line.
class PageTest {
    private static final Path PAGE = Path.of("../docs/how-to/test-a-workflow.md");
    private static final Path TEST =
            Path.of("src/test/java/dev/belay/examples/testing/TestAWorkflowTest.java");
    private static final Pattern JAVA =
            Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void every_example_of_the_page_is_in_its_test() throws IOException {
        String test = stripped(Files.readString(TEST));

        var blocks = JAVA.matcher(Files.readString(PAGE)).results().toList();

        assertThat(blocks).hasSizeGreaterThanOrEqualTo(9);
        assertThat(blocks)
                .extracting(MatchResult::group)
                .allSatisfy(block ->
                        assertThat(test).contains(stripped(block.replaceAll("```(java)?", ""))));
    }

    /// Lines without their indentation, and without empty ones.
    private static String stripped(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
