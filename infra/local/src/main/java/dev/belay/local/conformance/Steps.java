package dev.belay.local.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.belay.core.model.Failure;
import dev.belay.core.model.RunStatus;
import io.cucumber.docstring.DocString;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// The sentences of scenarios: those of the specification, and a few about time, events and hosts.
public final class Steps {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

    private final World world;
    private final Instant begin;

    Steps(World world) {
        this.world = world;
        this.begin = world.environment().clock().instant();
    }

    @Given("a workflow with definition:")
    public void define(DocString definition) {
        world.define(definition.getContent());
    }

    @Given("a published workflow with definition:")
    public void publish(DocString definition) {
        world.publish(definition.getContent());
    }

    @Given("given the workflow input is:")
    public void input(DocString input) {
        world.input(value(input));
    }

    @Given("given the workflow input has {string} from {int} to {int}")
    public void numbers(String name, int from, int to) {
        var input = YAML.createObjectNode();
        var numbers = input.putArray(name);
        for (int number = from; number <= to; number++) {
            numbers.add(number);
        }
        world.input(input);
    }

    @Given("{string} answers {int} the first {int} time(s)")
    public void refuse(String url, int status, int times) {
        world.stubs().refuse(url, status, times);
    }

    @Given("every host dies after its {int}th effect")
    public void hostsDie(int effects) {
        world.hosts().dieAfter(effects);
    }

    @When("the workflow is executed")
    public void execute() {
        world.start();
        world.environment().runUntilIdle();
    }

    @When("the workflow is started")
    public void start() {
        world.start();
    }

    @When("{string} passes")
    public void pass(String duration) {
        world.environment().skipTime(Duration.parse(duration));
    }

    @When("the event is published:")
    public void event(DocString event) {
        world.event(value(event));
    }

    @When("all that is due has happened")
    public void goOn() {
        world.environment().runUntilIdle();
    }

    @Then("the workflow should complete")
    public void completed() {
        requireStatus(RunStatus.COMPLETED);
    }

    @Then("the workflow should be cancelled")
    public void cancelled() {
        requireStatus(RunStatus.CANCELLED);
    }

    @Then("the workflow should still run")
    public void running() {
        requireStatus(RunStatus.RUNNING);
    }

    @Then("the workflow should complete with output:")
    public void completedWith(DocString expected) {
        completed();
        requireSame("the output", value(expected), world.run().result());
    }

    @Then("the workflow should fault")
    public void faulted() {
        requireStatus(RunStatus.FAILED);
    }

    @Then("the workflow should fault with error:")
    public void faultedWith(DocString expected) {
        faulted();
        Failure failure = world.run().failure();
        JsonNode error = yaml(Objects.requireNonNullElse(failure.detail(), "null"));
        for (var member : value(expected).properties()) {
            requireSame(
                    "the error's " + member.getKey(),
                    member.getValue(),
                    error.path(member.getKey()));
        }
    }

    @Then("^the workflow output should have properties (.+)$")
    public void hasProperties(String names) {
        for (String name : quoted(names)) {
            require(!at(name).isMissingNode(), "the output has no '%s'".formatted(name));
        }
    }

    @Then("the workflow output should have a {string} property with value:")
    public void hasProperty(String name, DocString expected) {
        requireSame("'%s' of the output".formatted(name), value(expected), at(name));
    }

    @Then("the workflow output should have a {string} property containing {int} item(s)")
    public void hasItems(String name, int count) {
        int size = at(name).size();
        require(size == count, "'%s' has %d items, expected %d".formatted(name, size, count));
    }

    @Then("^(\\S+) should run first$")
    public void first(String task) {
        requirePlace(task, 0);
    }

    @Then("^(\\S+) should run last$")
    public void last(String task) {
        requirePlace(task, world.begun().size() - 1);
    }

    @Then("^(\\S+) should run after (\\S+)$")
    public void after(String task, String before) {
        List<String> begun = world.begun();
        int earlier = begun.indexOf(before);
        require(
                earlier >= 0 && begun.indexOf(task) > earlier,
                "tasks ran in the order %s".formatted(begun));
    }

    @Then("^(\\S+) should not run$")
    public void notRun(String task) {
        require(!world.begun().contains(task), "%s ran".formatted(task));
    }

    @Then("at least {string} should have passed")
    public void tookAtLeast(String duration) {
        Duration passed = passed();
        require(
                passed.compareTo(Duration.parse(duration)) >= 0,
                "only %s have passed".formatted(passed));
    }

    @Then("less than {string} should have passed")
    public void tookLess(String duration) {
        Duration passed = passed();
        require(passed.compareTo(Duration.parse(duration)) < 0, "%s have passed".formatted(passed));
    }

    @Then("hosts should have died")
    public void died() {
        require(world.environment().hostsDied() > 0, "no host died");
    }

    private Duration passed() {
        return Duration.between(begin, world.environment().clock().instant());
    }

    private void requirePlace(String task, int place) {
        List<String> begun = world.begun();
        require(
                begun.indexOf(task) == place && place >= 0,
                "tasks ran in the order %s".formatted(begun));
    }

    private void requireStatus(RunStatus expected) {
        require(
                world.run().status() == expected,
                "expected %s%n%s".formatted(expected, world.run().explain()));
    }

    private static void requireSame(String what, JsonNode expected, JsonNode actual) {
        require(
                Values.areSame(expected, actual),
                "%s is %s, expected %s".formatted(what, actual, expected));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private JsonNode at(String property) {
        return world.run().result().at("/" + property.replace('.', '/'));
    }

    private static List<String> quoted(String sentence) {
        return QUOTED.matcher(sentence).results().map(found -> found.group(1)).toList();
    }

    private static JsonNode value(DocString document) {
        return yaml(document.getContent());
    }

    private static JsonNode yaml(String text) {
        try {
            JsonNode value = YAML.readTree(text);
            return value.isMissingNode() ? NullNode.getInstance() : value;
        } catch (JsonProcessingException e) {
            throw new AssertionError("the scenario has a document that is no YAML", e);
        }
    }
}
