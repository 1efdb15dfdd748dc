package dev.belay.definition.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The table of definitions that must be refused. A case begins with `### name`, then one line for
/// each problem (`CODE line:column fragment of its text`), then `---` and the definition, in which
/// `@header` stands for a `document` in one line.
final class BadDefinitions {
    static final String HEADER =
            "document: { dsl: '1.0.3', namespace: test, name: bad, version: '1.0.0' }";

    private BadDefinitions() {}

    record Expected(String code, String place, String fragment) {}

    record Case(String name, List<Expected> expected, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> all() {
        var cases = new ArrayList<Case>();
        for (String block : resource().split("(?m)^### ", -1)) {
            if (!block.isBlank()) {
                cases.add(read(block));
            }
        }
        return cases;
    }

    private static Case read(String block) {
        String head = block.substring(0, block.indexOf("\n---\n"));
        String text = block.substring(head.length() + 5).replace("@header", HEADER);
        var lines = head.lines().toList();
        var expected = new ArrayList<Expected>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" ", 3);
            expected.add(new Expected(parts[0], parts[1], parts[2]));
        }
        return new Case(lines.getFirst(), expected, text);
    }

    private static String resource() {
        try (var in =
                BadDefinitions.class.getResourceAsStream(
                        "/dev/belay/definition/bad-definitions.txt")) {
            if (in == null) {
                throw new IllegalStateException("the table is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
