package dev.belay.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Limits;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationTest {
    private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

    @Test
    void every_error_code_has_its_section_and_every_section_its_code() throws IOException {
        assertThat(headings("errors.md", "## BLY-"))
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorCode.values())
                                .map(code -> "## " + code.code() + " " + code.name())
                                .toList());
    }

    @Test
    void every_limit_is_documented_and_nothing_else_is() throws IOException {
        List<String> documented =
                Pattern.compile("^\\| `([A-Z_]+)`", Pattern.MULTILINE)
                        .matcher(read("reference/limits.md"))
                        .results()
                        .map(row -> row.group(1))
                        .toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Limits.class.getFields()).map(Field::getName).toList());
    }

    @Test
    void every_link_between_pages_leads_somewhere() throws IOException {
        try (Stream<Path> pages = Files.walk(DOCS)) {
            for (Path page : pages.filter(path -> path.toString().endsWith(".md")).toList()) {
                List<String> targets =
                        LINK.matcher(Files.readString(page))
                                .results()
                                .map((MatchResult link) -> link.group(1))
                                .toList();
                assertThat(targets)
                        .as("links of %s", DOCS.relativize(page))
                        .allSatisfy(target ->
                                assertThat(page.resolveSibling(target).normalize()).exists());
            }
        }
    }

    private static List<String> headings(String page, String prefix) throws IOException {
        return read(page).lines().filter(line -> line.startsWith(prefix)).toList();
    }

    private static String read(String page) throws IOException {
        return Files.readString(DOCS.resolve(page));
    }
}
