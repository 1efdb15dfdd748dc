package dev.belay.testkit.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// A deliberate bug: one text of one source file, replaced by another.
///
/// A file of it begins with lines `name:`, `breaks:`, `file:`, `workflow:` and `within:`; then `---
/// before` and `--- after`, each on a line of its own, head the two texts.
///
/// @param breaks what goes wrong, in one sentence
/// @param file from the root of the repository
/// @param workflow that the worlds of the seeds run; `all` draws from the reference workflows
/// @param within seeds, from the first, of which one must break a promise
record Mutation(
        String name,
        String breaks,
        String file,
        String workflow,
        long within,
        String before,
        String after) {
    private static final Pattern FORMAT =
            Pattern.compile(
                    "name: (.+)\nbreaks: (.+)\nfile: (.+)\nworkflow: (.+)\nwithin: (\\d+)\n"
                            + "--- before\n(.*)\n--- after\n(.*)",
                    Pattern.DOTALL);

    /// All in a directory, in the order of their files' names.
    static List<Mutation> all(Path directory) {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".mutation"))
                    .sorted()
                    .map(Mutation::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mutation read(Path file) {
        try {
            var matcher = FORMAT.matcher(Files.readString(file));
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "%s is not a mutation: expected name, breaks, file, workflow, within, before, after"
                                .formatted(file));
            }
            return new Mutation(
                    matcher.group(1),
                    matcher.group(2),
                    matcher.group(3),
                    matcher.group(4),
                    Long.parseLong(matcher.group(5)),
                    matcher.group(6),
                    matcher.group(7).stripTrailing());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The source with the bug.
    ///
    /// @throws IllegalArgumentException when the source has changed so that the bug has no place
    String apply(String source) {
        int at = source.indexOf(before);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "mutation '%s': %s has no such text any more; change the text 'before' to what it says now:%n%s"
                            .formatted(name, file, before));
        }
        if (source.indexOf(before, at + 1) >= 0) {
            throw new IllegalArgumentException(
                    "mutation '%s': %s has this text more than once; make it longer:%n%s"
                            .formatted(name, file, before));
        }
        return source.substring(0, at) + after + source.substring(at + before.length());
    }

    @Override
    public String toString() {
        return name;
    }
}
