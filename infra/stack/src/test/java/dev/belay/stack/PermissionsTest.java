package dev.belay.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.stack.Stack.Function;
import dev.belay.stack.Stack.Grant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Goal: every role allows what its function needs, and nothing else.
///
/// Method: the tests of the functions keep a table of what each really asks for; it is held against
/// the roles in both directions. The roles of the synthesized template are held against these.
class PermissionsTest {
    private static final Path ASKED =
            Sam.ROOT.resolve("orchestrator/lambda/src/test/resources/permissions.tsv");
    private static final Path BESIDE = Path.of("src/test/resources/permissions.tsv");

    @Test
    void every_role_allows_what_its_function_asks_for_and_no_more() throws IOException {
        assumeTrue(Files.exists(ASKED), "no table of what functions ask for");
        Map<String, SortedSet<String>> expected = new TreeMap<>();
        read(ASKED, expected);
        read(BESIDE, expected);
        Stack stack = Sam.stack();

        for (Function function : stack.functions().values()) {
            String kind = function.export();
            var needed = new TreeSet<>(expected.getOrDefault(kind, new TreeSet<>()));
            assertThat(needed).as("what %s asks for", kind).isNotEmpty();
            addImplied(stack, function, needed);
            assertThat(allowed(stack, function)).as(function.name()).isEqualTo(needed);
        }
    }

    @Test
    void an_activity_touches_no_queue_but_its_own_and_its_lanes_orchestrator() {
        Stack stack = Sam.stack();

        assertThat(
                        stack.grants().stream()
                                .filter(grant -> grant.function().equals("system/http-request"))
                                .map(Grant::resource)
                                .filter(resource -> resource.startsWith("queue:"))
                                .distinct())
                .containsExactlyInAnyOrder(
                        "queue:system-orchestrator", "queue:system-http-request");
    }

    /// What is never called by the function itself: to write its log, to let Lambda poll for it,
    /// and to have a missing object answered as missing.
    private static void addImplied(Stack stack, Function function, SortedSet<String> needed) {
        needed.add("logs:CreateLogStream log-group");
        needed.add("logs:PutLogEvents log-group");
        stack.sourcesOf(function.name())
                .forEach(source -> {
                    String queue = kind("queue:" + source.queue());
                    needed.add("sqs:ReceiveMessage " + queue);
                    needed.add("sqs:DeleteMessage " + queue);
                    needed.add("sqs:GetQueueAttributes " + queue);
                });
        if (needed.stream().anyMatch(need -> need.startsWith("s3:GetObject"))) {
            needed.add("s3:ListBucket bucket");
        }
    }

    private static SortedSet<String> allowed(Stack stack, Function function) {
        var allowed = new TreeSet<String>();
        stack.grants().stream()
                .filter(grant -> grant.function().equals(function.name()))
                .forEach(grant -> allowed.add(grant.action() + " " + kind(grant.resource())));
        return allowed;
    }

    private static String kind(String resource) {
        if (resource.startsWith("queue:")) {
            return resource.endsWith("-orchestrator")
                    ? "orchestrator-queue"
                    : resource.endsWith("-dlq") ? "dead-letter-queue" : "activity-queue";
        }
        if (resource.startsWith("table/index/")) {
            return "index";
        }
        if (resource.startsWith("logs:")) {
            return "log-group";
        }
        return resource.contains(":parameter/") ? "parameter" : resource;
    }

    private static void read(Path table, Map<String, SortedSet<String>> into) throws IOException {
        for (String line : Files.readAllLines(table)) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] cells = line.split("\t", -1);
                into.computeIfAbsent(cells[0], _ -> new TreeSet<>()).add(cells[1] + " " + cells[2]);
            }
        }
    }
}
