package dev.belay.examples.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.definition.compile.CompilerOptions;
import dev.belay.definition.compile.FlowCompiler;
import dev.belay.definition.schema.JsonSchemas;
import dev.belay.flow.FlowDeciders;
import dev.belay.flow.store.FlowPublisher;
import dev.belay.flow.store.InMemoryFlowStore;
import dev.belay.jq.JqExpressions;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.TestRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderIntakeTest {
    private static final Path FILE = Path.of("flows", "order-intake.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ActivityType<JsonNode, JsonNode> HTTP =
            ActivityType.of("http-request", JsonNode.class, JsonNode.class);

    /// What the shop's services were asked, in order.
    private final List<String> calls = new ArrayList<>();

    private final TestEnvironment belay;
    private final String workflow;

    OrderIntakeTest() {
        var store = new InMemoryFlowStore();
        belay =
                TestEnvironment.builder()
                        .deciders(payloads ->
                                new FlowDeciders(
                                        store, new JqExpressions(), new JsonSchemas(), payloads))
                        .activity(HTTP, (request, _) -> answer(request))
                        .build();
        String text = read();
        var plan = new FlowCompiler(CompilerOptions.of(new JqExpressions())).compile(text).plan();
        new FlowPublisher(store, belay.clock()).publish(Workspace.DEFAULT, plan, text);
        workflow = plan.workflow();
    }

    private static String read() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode answer(JsonNode request) {
        String path = request.path("url").asText().replace("https://services.example", "");
        String sku = request.path("body").path("sku").asText();
        calls.add((path + " " + sku).strip());
        return json(
                path.equals("/customers/ann")
                        ? "{\"status\":200,\"body\":{\"tier\":\"gold\"}}"
                        : "{\"status\":200,\"body\":{\"tier\":\"new\"}}");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private TestRun<JsonNode> start(String customer) {
        String input =
                """
                {"headers": {"x-shop": "tea"},
                 "body": {"order": "o-1", "customer": "%s", "items": [
                   {"sku": "pot", "amount": 250}, {"sku": "cup", "amount": 20}, {"sku": "urn", "amount": 100}]}}
                """
                        .formatted(customer);
        var request =
                StartRequest.of(
                        new WorkflowId("order"),
                        workflow,
                        Lane.AUTOMATION,
                        Payload.Inline.of(input));
        var run = belay.start(request, JsonNode.class);
        belay.runNow();
        return run;
    }

    @Test
    void
            a_gold_customer_is_greeted_large_items_are_insured_and_the_question_comes_after_two_days() {
        Instant begin = belay.clock().instant();
        var run = start("ann");

        belay.runUntilIdle();

        assertThat(run.result())
                .isEqualTo(
                        json(
                                "{\"order\":\"o-1\",\"tier\":\"gold\",\"insured\":[\"pot\",\"urn\"]}"));
        assertThat(calls)
                .containsExactly(
                        "/customers/ann",
                        "/gifts",
                        "/insurances pot",
                        "/insurances urn",
                        "/questions");
        assertThat(Duration.between(begin, belay.clock().instant()))
                .isGreaterThanOrEqualTo(Duration.ofDays(2));
    }

    @Test
    void another_customer_is_checked_instead() {
        start("bob");

        belay.runUntilIdle();

        assertThat(calls).startsWith("/customers/bob", "/credit-checks").doesNotContain("/gifts");
    }

    @Test
    void a_host_that_dies_in_the_pause_is_followed_by_one_that_goes_on_there() {
        var run = start("ann");
        belay.skipTime(Duration.ofDays(1));
        List<String> before = List.copyOf(calls);
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);

        belay.killHost();
        belay.skipTime(Duration.ofHours(23));
        assertThat(calls).isEqualTo(before);
        belay.runUntilIdle();

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(calls).hasSize(before.size() + 1).endsWith("/questions");
    }
}
