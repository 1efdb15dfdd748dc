package dev.belay.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.Presets;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Limits;
import java.io.IOException;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationTest {
    private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();
    private static final Path SOURCES = Path.of("src").toAbsolutePath();

    /// Stacks are in a module of their own.
    private static final Path STACKS =
            Path.of("..", "infra", "cdk", "src", "test").toAbsolutePath().normalize();

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]*))?\\)");
    private static final Pattern JAVA =
            Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void every_error_code_has_its_section_and_every_section_its_code() {
        List<String> headings =
                read("errors.md").lines().filter(line -> line.startsWith("## ")).toList();

        assertThat(headings)
                .containsExactlyElementsOf(
                        codes().map(code -> "## " + code.code() + " " + code.name()).toList());
    }

    @Test
    void every_error_leads_to_its_section() {
        codes().forEach(code -> assertThat(anchors("errors.md")).contains(anchorOf(code)));
    }

    @Test
    void every_limit_is_documented_with_its_value_and_nothing_else_is() {
        List<String> documented =
                rows("reference/limits.md")
                        .map(row ->
                                row.getFirst() + " = " + row.get(1).replaceAll(" [a-z]{5,}$", ""))
                        .toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        constants(Limits.class)
                                .map(limit -> limit.getName() + " = " + text(valueOf(limit)))
                                .toList());
    }

    @Test
    void every_preset_is_documented_with_its_settings() {
        List<List<String>> documented =
                rows("how-to/activities.md")
                        .filter(row ->
                                row.getFirst().equals(row.getFirst().toUpperCase(Locale.ROOT)))
                        .toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        constants(Presets.class)
                                .map(preset ->
                                        settings(
                                                preset.getName(),
                                                (ActivityOptions) valueOf(preset)))
                                .toList());
    }

    @Test
    void every_link_between_pages_leads_somewhere() {
        for (Path page : files(DOCS, ".md")) {
            LINK.matcher(read(page))
                    .results()
                    .forEach(link -> {
                        Path target =
                                link.group(1).isEmpty()
                                        ? page
                                        : page.resolveSibling(link.group(1)).normalize();
                        assertThat(target).as("link in %s", page).exists();
                        if (link.group(2) != null) {
                            assertThat(anchors(DOCS.relativize(target).toString()))
                                    .as("link in %s", page)
                                    .contains(link.group(2));
                        }
                    });
        }
    }

    @Test
    void every_java_example_is_compiled_code() {
        List<String> sources =
                Stream.of(SOURCES, STACKS)
                        .flatMap(directory -> files(directory, ".java").stream())
                        .map(file -> dense(read(file)))
                        .toList();

        for (Path page : userPages()) {
            JAVA.matcher(read(page))
                    .results()
                    .map(block -> block.group(1))
                    .forEach(block ->
                            assertThat(sources)
                                    .as("example in %s:%n%s", DOCS.relativize(page), block)
                                    .anyMatch(source -> source.contains(dense(block))));
        }
    }

    /// Pages that explain how Belay is made may sketch code that does not exist.
    private static List<Path> userPages() {
        return Stream.of("how-to", "reference", "concepts.md", "errors.md", "README.md")
                .flatMap(part -> files(DOCS.resolve(part), ".md").stream())
                .toList();
    }

    private static Stream<ErrorCode> codes() {
        return Arrays.stream(ErrorCode.values());
    }

    private static String anchorOf(ErrorCode code) {
        return code.docs().substring(code.docs().indexOf('#') + 1);
    }

    /// What a link into the page can name: its headings, and anchors of its own.
    private static List<String> anchors(String page) {
        return read(page)
                .lines()
                .filter(line -> line.startsWith("#") || line.startsWith("<a id="))
                .map(line ->
                        line.startsWith("#")
                                ? line.replaceFirst("^#+ ", "")
                                        .toLowerCase(Locale.ROOT)
                                        .replaceAll("[^a-z0-9 _-]", "")
                                        .replace(' ', '-')
                                : line.replaceAll("^<a id=\"([^\"]*)\".*", "$1"))
                .toList();
    }

    /// The cells of each table row whose first one is code.
    private static Stream<List<String>> rows(String page) {
        return read(page)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line ->
                        Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
                .map(row ->
                        Stream.concat(
                                        Stream.of(row.getFirst().replace("`", "")),
                                        row.stream().skip(1))
                                .toList());
    }

    private static List<String> settings(String name, ActivityOptions options) {
        var retry = options.retry();
        return List.of(
                name,
                text(retry.maximumAttempts()),
                text(retry.initialInterval()),
                text(retry.coefficient()),
                text(retry.jitter()),
                text(options.startToClose()));
    }

    private static String text(Object value) {
        return switch (value) {
            case Integer number -> "%,d".formatted(number);
            case Double number -> BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
            case Duration time when time.toDays() > 0 -> "%,d days".formatted(time.toDays());
            case Duration time when time.toMinutes() > 0 -> time.toMinutes() + " min";
            case Duration time when time.toSeconds() > 0 -> time.toSeconds() + " s";
            case Duration time -> time.toMillis() + " ms";
            default -> throw new IllegalArgumentException(value.getClass().getName());
        };
    }

    private static Stream<Field> constants(Class<?> type) {
        return Arrays.stream(type.getFields());
    }

    private static Object valueOf(Field constant) {
        try {
            return constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static String dense(String code) {
        return code.replaceAll("\\s", "");
    }

    private static List<Path> files(Path directory, String suffix) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(String page) {
        return read(DOCS.resolve(page));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
