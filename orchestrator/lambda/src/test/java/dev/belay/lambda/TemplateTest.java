package dev.belay.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.aws.Provisioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Goal: the stack keeps the rules that the engine relies on.
///
/// Method: the template is read as data; each rule is asked of every resource that it concerns.
class TemplateTest {
    private static final int VISIBILITY_PER_TIMEOUT = 6;

    private final Map<String, JsonNode> queues = Template.resources("AWS::SQS::Queue");
    private final Map<String, JsonNode> functions = Template.resources("AWS::Serverless::Function");
    private final Map<String, JsonNode> roles = Template.resources("AWS::IAM::Role");

    @Test
    void every_queue_gives_up_into_the_dead_letter_queue_of_its_lane() {
        queues.forEach((id, queue) -> {
            String name = name(queue);
            if (name.endsWith("-dlq")) {
                assertThat(queue.has("RedrivePolicy")).as(id).isFalse();
            } else {
                var redrive = queue.path("RedrivePolicy");
                var deadLetters =
                        properties(queues, attribute(redrive.path("deadLetterTargetArn")));
                assertThat(name(deadLetters)).as(id).endsWith("-dlq").startsWith(lane(name));
                assertThat(redrive.path("maxReceiveCount").asInt())
                        .as(id)
                        .isEqualTo(Provisioning.RECEIVES_MAX);
            }
            assertThat(queue.path("MessageRetentionPeriod").asInt())
                    .as(id)
                    .isEqualTo(14 * 24 * 60 * 60);
        });
    }

    @Test
    void every_queue_feeds_one_function_and_hides_messages_long_enough_for_it() {
        var fed = new TreeMap<String, String>();
        sources((id, source) -> {
            String queue = queue(source);
            assertThat(fed.put(queue, id)).as("a second function of " + queue).isNull();
            assertThat(queues).as(id).containsKey(queue);
            assertThat(properties(queues, queue).path("VisibilityTimeout").asInt())
                    .as("%s feeds %s", queue, id)
                    .isGreaterThanOrEqualTo(
                            VISIBILITY_PER_TIMEOUT
                                    * properties(functions, id).path("Timeout").asInt());
            assertThat(source.path("FunctionResponseTypes").path(0).asText())
                    .as(id)
                    .isEqualTo("ReportBatchItemFailures");
        });
        assertThat(fed.keySet()).isEqualTo(queues.keySet());
    }

    @Test
    void a_function_serves_the_lane_of_its_queue_and_knows_its_own_timeout() {
        sources((id, source) -> {
            String lane = variable(id, "BELAY_LANE");
            assertThat(name(properties(queues, queue(source))))
                    .as(id)
                    .startsWith("${AWS::StackName}-" + lane + "-");
            if (lane.equals("automation") && !id.contains("DeadLetter")) {
                assertThat(source.path("ScalingConfig").findValue("MaximumConcurrency"))
                        .as(id)
                        .isNotNull();
            }
        });
        functions.forEach((id, function) ->
                assertThat(variable(id, "BELAY_FUNCTION_TIMEOUT"))
                        .as(id)
                        .isEqualTo(function.path("Timeout").asInt() + "s"));
    }

    @Test
    void an_orchestrator_may_take_runs_for_a_part_of_its_time() {
        functions.forEach((id, function) -> {
            if (variable(id, "QUARKUS_FUNQY_EXPORT").equals("orchestrator")) {
                assertThat((long) function.path("Timeout").asInt())
                        .as(id)
                        .isGreaterThan(WorkflowTaskHandler.RESERVE.toSeconds() + 10);
            }
        });
    }

    @Test
    void every_exported_function_exists_in_its_artifact() throws IOException {
        for (var function : functions.entrySet()) {
            String artifact = function.getValue().path("CodeUri").asText();
            assertThat(exports(artifact + "/src/main/java"))
                    .as(function.getKey())
                    .contains(variable(function.getKey(), "QUARKUS_FUNQY_EXPORT"));
        }
    }

    @Test
    void every_function_has_a_role_of_its_own_that_names_actions_and_resources() {
        var used = new ArrayList<String>();
        functions.forEach((_, function) -> used.add(attribute(function.path("Role"))));
        assertThat(used)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(roles.keySet());

        roles.forEach((id, role) -> {
            assertThat(role.has("ManagedPolicyArns")).as(id).isFalse();
            for (JsonNode statement : statements(role)) {
                assertThat(statement.path("Action")).as(id).isNotEmpty();
                statement
                        .path("Action")
                        .forEach(action -> assertThat(action.asText()).as(id).doesNotContain("*"));
                assertThat(statement.path("Resource")).as(id).isNotEmpty();
                statement
                        .path("Resource")
                        .forEach(resource ->
                                assertThat(resource.isObject())
                                        .as("%s names a resource of the stack", id)
                                        .isTrue());
            }
        });
    }

    @Test
    void a_query_may_only_read() {
        var allowed = new ArrayList<String>();
        statements(properties(roles, "QueryRole"))
                .forEach(s -> s.path("Action").forEach(action -> allowed.add(action.asText())));

        assertThat(allowed)
                .containsExactlyInAnyOrder(
                        "logs:CreateLogStream",
                        "logs:PutLogEvents",
                        "dynamodb:GetItem",
                        "dynamodb:Query",
                        "s3:GetObject",
                        "s3:ListBucket");
    }

    @Test
    void timers_are_swept_every_minute() {
        assertThat(
                        properties(functions, "TimerSweepFunction")
                                .path("Events")
                                .path("EveryMinute")
                                .path("Properties")
                                .path("Schedule")
                                .asText())
                .isEqualTo("rate(1 minute)");
    }

    @Test
    void silent_runs_are_looked_at_every_day() {
        assertThat(
                        properties(functions, "WatchdogFunction")
                                .path("Events")
                                .path("EveryDay")
                                .path("Properties")
                                .path("Schedule")
                                .asText())
                .isEqualTo("rate(1 day)");
    }

    /// Those of the functions, and those that are resources of their own.
    private void sources(BiConsumer<String, JsonNode> each) {
        functions.forEach((id, function) ->
                function.path("Events")
                        .forEach(event -> {
                            if (event.path("Type").asText().equals("SQS")) {
                                each.accept(id, event.path("Properties"));
                            }
                        }));
        Template.resources("AWS::Lambda::EventSourceMapping")
                .values()
                .forEach(source ->
                        each.accept(
                                source.path("FunctionName")
                                        .path("Ref")
                                        .asText()
                                        .replace(".Alias", ""),
                                source));
    }

    private static String queue(JsonNode source) {
        return attribute(
                source.has("Queue") ? source.path("Queue") : source.path("EventSourceArn"));
    }

    private static JsonNode properties(Map<String, JsonNode> resources, String id) {
        JsonNode found = resources.get(id);
        if (found == null) {
            throw new AssertionError("'%s' is none of %s".formatted(id, resources.keySet()));
        }
        return found;
    }

    private String variable(String function, String name) {
        return properties(functions, function)
                .path("Environment")
                .path("Variables")
                .path(name)
                .asText();
    }

    /// As the names of a lane's queues begin.
    private static String lane(String queue) {
        String prefix = "${AWS::StackName}-";
        return queue.substring(0, queue.indexOf('-', prefix.length()) + 1);
    }

    private static String name(JsonNode queue) {
        return queue.path("QueueName").path("Fn::Sub").asText();
    }

    private static String attribute(JsonNode reference) {
        return reference.path("Fn::GetAtt").path(0).asText();
    }

    private static List<JsonNode> statements(JsonNode role) {
        var found = new ArrayList<JsonNode>();
        role.path("Policies")
                .forEach(p -> p.path("PolicyDocument").path("Statement").forEach(found::add));
        return found;
    }

    private static List<String> exports(String sources) throws IOException {
        var found = new ArrayList<String>();
        var annotation = Pattern.compile("@Funq\\(\"([a-z-]+)\"\\)");
        try (Stream<Path> files = Files.walk(Template.ROOT.resolve(sources))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                annotation
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(m -> found.add(m.group(1)));
            }
        }
        return found;
    }
}
