package dev.belay.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testkit.codec.CodecGoldens.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Goal: every field that any release wrote is still read, from bytes and from JSON.
///
/// Method: the kept values of all releases are read and written again; the same must come out.
class CodecGoldensTest {
    private static final Path ROOT = Path.of("src/test/resources/golden");

    @Test
    void fields_of_histories_are_still_read() throws IOException {
        check("batches.txt", CodecGoldens.BATCHES);
    }

    @Test
    void fields_of_messages_are_still_read() throws IOException {
        check("messages.txt", CodecGoldens.MESSAGES);
    }

    @Test
    void fields_of_inbox_items_are_still_read() throws IOException {
        check("inbox.txt", CodecGoldens.INBOX);
    }

    @Test
    void fields_of_run_heads_are_still_read() throws IOException {
        check("heads.txt", CodecGoldens.HEADS);
    }

    private static <T> void check(String name, Family<T> family) throws IOException {
        List<Path> files = releases(name);
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file);
            assertThat(lines).as("%s", file).isNotEmpty();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                T value = family.ofLine(line);
                assertThat(family.bytes().apply(value))
                        .as("%s, line %d", file, i + 1)
                        .isEqualTo(Family.bytesOf(line));
                String json = Family.jsonOf(line);
                if (!json.isEmpty()) {
                    assertThat(family.fromJson().apply(json))
                            .as("%s, line %d", file, i + 1)
                            .isEqualTo(value);
                }
            }
        }
    }

    private static List<Path> releases(String name) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.endsWith(Path.of("codec", name))).sorted().toList();
        }
    }
}
