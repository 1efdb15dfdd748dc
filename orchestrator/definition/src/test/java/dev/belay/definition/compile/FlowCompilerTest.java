package dev.belay.definition.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.core.activity.Presets;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.model.Lane;
import dev.belay.definition.problem.InvalidDefinitionException;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.flow.plan.Concurrency;
import dev.belay.flow.plan.Listening;
import dev.belay.flow.plan.PlanCodec;
import dev.belay.flow.plan.Retry;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Task;
import dev.belay.flow.plan.Then;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Goal: a plan says what the definition says, with nothing left to look up.
class FlowCompilerTest {
    private static final FlowCompiler COMPILER = new FlowCompiler(TestOptions.options());

    @Test
    void tasks_are_numbered_and_know_their_place() {
        var plan =
                flow("""
                do:
                - outer:
                    do:
                    - first: { set: { x: 1 }, then: last }
                    - last: { set: { y: 2 } }
                - after: { set: { z: 3 }, then: end }
                """)
                        .plan();

        Task outer = task(plan.tasks(), "outer");
        Task first = task(plan.tasks(), "first");
        Task last = task(plan.tasks(), "last");
        assertThat(plan.main()).containsExactly(outer.id(), task(plan.tasks(), "after").id());
        assertThat(outer.step()).isEqualTo(new Step.Do(List.of(first.id(), last.id())));
        assertThat(first.parent()).isEqualTo(outer.id());
        assertThat(first.next()).isEqualTo(last.id());
        assertThat(first.then()).isEqualTo(new Then.Goto(last.id()));
        assertThat(last.pointer()).isEqualTo("/do/0/outer/do/1/last");
        assertThat(task(plan.tasks(), "after").then()).isEqualTo(new Then.End());
    }

    @Test
    void a_plan_survives_being_stored() {
        var plan = flow(Samples.EVERYTHING).plan();

        assertThat(PlanCodec.read(PlanCodec.write(plan))).isEqualTo(plan);
    }

    @Test
    void yaml_and_json_of_the_same_definition_give_the_same_plan() throws Exception {
        var yaml = flow(Samples.EVERYTHING);
        String json =
                new ObjectMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(yaml.plan().definition())
                        .replace("  ", "\t");

        assertThat(COMPILER.compile(json).plan()).isEqualTo(yaml.plan());
        assertThat(COMPILER.compile(json).info().hash()).isEqualTo(yaml.info().hash());
        assertThat(COMPILER.compile(yaml.plan().definition()).plan()).isEqualTo(yaml.plan());
    }

    @Test
    void a_function_takes_the_place_of_its_call_with_the_arguments_as_its_input() {
        var plan =
                flow("""
                use:
                  functions:
                    greet: { set: { text: '${ "Hello \\(.name)" }' } }
                do:
                - hello: { call: greet, with: { name: '${ $input.user }' } }
                """)
                        .plan();

        Task greet = task(plan.tasks(), "greet");
        assertThat(task(plan.tasks(), "hello").step()).isEqualTo(new Step.Do(List.of(greet.id())));
        assertThat(greet.pointer()).isEqualTo("/do/0/hello");
        assertThat(String.valueOf(greet.input().as()))
                .contains("{\"name\":\"${ . as $input | ($input.user) }\"}");
    }

    @Test
    void a_function_of_a_catalog_checks_its_arguments() {
        var plan =
                flow("""
                use: { catalogs: { own: { endpoint: { uri: https://catalog.example.com/ } } } }
                do:
                - hello: { call: 'greet:1.0.0@own', with: { name: you } }
                """)
                        .plan();

        assertThat(plan.tasks()).hasSize(3);
        assertThat(plan.task(1).input().as()).isNotNull();
        assertThat(plan.task(2).parent()).isEqualTo(1);
        assertThat(String.valueOf(plan.task(2).input().schema())).contains("required");
    }

    @Test
    void an_extension_stands_before_and_after_what_it_extends() {
        var plan =
                flow("""
                use:
                  extensions:
                  - log:
                      extend: set
                      when: .debug
                      before: [ { begin: { set: { at: '${ $task.reference }' } } } ]
                      after: [ { done: { wait: PT1S } } ]
                do:
                - a: { if: .x, set: { y: 1 }, then: end }
                """)
                        .plan();

        Task a = plan.task(0);
        assertThat(a.condition()).isNotNull();
        assertThat(a.then()).isEqualTo(new Then.End());
        var block = ((Step.Do) a.step()).block();
        assertThat(block.stream().map(id -> plan.task(id).name()))
                .containsExactly("begin", "a", "done");
        Task begin = plan.task(block.getFirst());
        assertThat(String.valueOf(begin.condition())).contains(".debug");
        assertThat(String.valueOf(begin.output().as())).contains("$input");
        assertThat(String.valueOf(begin.step())).contains("as $task").contains("/do/0/a");
        assertThat(plan.task(block.get(1)).then()).isEqualTo(Then.CONTINUE);
    }

    @Test
    void an_operation_becomes_a_request() {
        var call =
                (Step.CallHttp)
                        flow("""
                        do:
                        - get:
                            call: openapi
                            with:
                              document: { endpoint: https://pets.example.com/openapi.yaml }
                              operationId: getPet
                              parameters: { petId: '${ .id }', verbose: true, X-Trace: abc }
                              output: response
                        """)
                                .plan()
                                .task(0)
                                .step();

        assertThat(call.method()).isEqualTo("GET");
        assertThat(call.endpoint().value().asText())
                .isEqualTo(
                        "${ \"https://pets.example.com/v1/pets/\" + ((.id) | tostring | @uri) }");
        assertThat(String.valueOf(call.query())).contains("verbose");
        assertThat(String.valueOf(call.headers())).contains("X-Trace");
        assertThat(call.output()).isEqualTo(Step.HttpOutput.RESPONSE);
    }

    @Test
    void parameters_without_a_place_become_the_body_of_an_operation() {
        var call =
                (Step.CallHttp)
                        flow("""
                        do:
                        - put:
                            call: openapi
                            with:
                              document: { endpoint: https://pets.example.com/openapi.yaml }
                              operationId: putPet
                              parameters: { petId: a b, name: Rex }
                        """)
                                .plan()
                                .task(0)
                                .step();

        assertThat(call.endpoint().value().asText())
                .isEqualTo("https://pets.example.com/v1/pets/a%20b");
        assertThat(String.valueOf(call.body())).contains("{\"name\":\"Rex\"}");
    }

    @Test
    void named_components_are_put_in_place() {
        var plan = flow(Samples.EVERYTHING).plan();

        var request = (Step.CallHttp) task(plan.tasks(), "request").step();
        assertThat(String.valueOf(request.authentication()))
                .contains("\"scheme\":\"basic\"")
                .contains("\"use\":\"login\"");
        var attempt = (Step.Try) task(plan.tasks(), "attempt").step();
        Retry retry = Objects.requireNonNull(attempt.handler().retry());
        assertThat(retry.backoff()).isEqualTo(Retry.Backoff.EXPONENTIAL);
        assertThat(retry.retries()).isEqualTo(3);
        assertThat(String.valueOf(retry.maxDelay())).contains("PT1M");
        assertThat(String.valueOf(task(plan.tasks(), "fail").step())).contains("gone");
        assertThat(String.valueOf(task(plan.tasks(), "request").timeout())).contains("PT40S");
    }

    @Test
    void a_call_is_tried_as_its_metadata_says() {
        var request =
                (Step.CallHttp) task(flow(Samples.EVERYTHING).plan().tasks(), "request").step();

        assertThat(request.options().retry().maximumAttempts()).isEqualTo(5);
        assertThat(request.options().startToClose()).isEqualTo(Duration.ofSeconds(20));
        assertThat(request.options().atMostOnce()).isTrue();
        assertThat(String.valueOf(request.headers()))
                .contains("Idempotency-Key")
                .contains(".order");
    }

    @Test
    void a_call_inside_a_retrying_try_is_tried_once() {
        var plan = flow(Samples.EVERYTHING).plan();
        var inside = (Step.CallActivity) task(plan.tasks(), "post").step();

        assertThat(inside.options().retry()).isEqualTo(RetryPolicy.NONE);
        assertThat(inside.options().startToClose()).isEqualTo(Presets.EXTERNAL_API.startToClose());
        assertThat(inside.activity()).isEqualTo("slack.chat.postMessage");
        assertThat(inside.queue()).isEqualTo("connectors");
        assertThat(String.valueOf(inside.arguments().value()))
                .contains("\"connection\":\"main\"")
                .contains("\"version\":\"1.0.0\"")
                .contains("\"input\":{\"channel\":\"general\"}");
    }

    @Test
    void a_request_inside_a_retrying_try_is_repeated_for_no_answer_but_for_a_lost_host() {
        var call =
                (Step.CallHttp)
                        task(
                                        flow("""
                                        do:
                                        - a:
                                            try: [ { get: { call: http, with: { method: get, endpoint: https://example.com } } } ]
                                            catch: { retry: { delay: PT1S } }
                                        """)
                                                .plan()
                                                .tasks(),
                                        "get")
                                .step();

        assertThat(call.options().retry().allowsAfter(1)).isTrue();
        assertThat(call.options().retry().nonRetryable()).contains("http-503", "http-timeout");
    }

    @Test
    void an_attempt_that_states_nothing_is_no_longer_than_its_task() {
        var call =
                (Step.CallHttp)
                        flow("""
                        do:
                        - a:
                            call: http
                            with: { method: get, endpoint: 'https://example.com/{id}' }
                            timeout: { after: { seconds: 5 } }
                        """)
                                .plan()
                                .task(0)
                                .step();

        assertThat(call.options().startToClose()).isEqualTo(Duration.ofSeconds(5));
        assertThat(call.endpoint().value().asText()).isEqualTo("https://example.com/{id}");
    }

    @Test
    void loops_events_and_children_are_read() {
        var plan = flow(Samples.EVERYTHING).plan();

        var loop = (Step.For) task(plan.tasks(), "each").step();
        assertThat(loop.loop()).isEqualTo(new Step.Loop(10, 100, Step.OnItemError.CONTINUE, null));
        var listen = (Step.Listen) task(plan.tasks(), "hear").step();
        assertThat(listen.to().mode()).isEqualTo(Listening.Mode.ANY);
        assertThat(listen.to().until()).isInstanceOf(Listening.Until.Holds.class);
        assertThat(listen.read()).isEqualTo(Listening.Read.ENVELOPE);
        var child = (Step.RunWorkflow) task(plan.tasks(), "child").step();
        assertThat(child.workflow()).isEqualTo("test.child");
        assertThat(child.version()).isEqualTo(2);
        assertThat(child.awaitIt()).isFalse();
        assertThat(String.valueOf(child.workflowId())).contains(".order");
    }

    @Test
    void what_a_definition_says_of_itself_is_read() {
        var flow = flow(Samples.EVERYTHING);

        assertThat(flow.info().lane()).isEqualTo(new Lane("automation"));
        assertThat(flow.plan().lane()).isEqualTo("automation");
        assertThat(flow.info().concurrency())
                .isEqualTo(new Concurrency(5, null, Concurrency.Overflow.SKIP, true));
        assertThat(flow.info().creditLimit()).isEqualTo(1_000L);
        assertThat(flow.info().triggers())
                .extracting(FlowTrigger::name, FlowTrigger::type)
                .containsExactly(tuple("orders", "webhook"));
        var schedule = Objects.requireNonNull(flow.schedule());
        assertThat(schedule.cron()).isEqualTo("0 9 * * MON-FRI");
        assertThat(schedule.zone()).isEqualTo(ZoneId.of("Europe/Paris"));
        assertThat(schedule.on()).isNotNull();
    }

    @Test
    void programs_run_where_the_operator_allows_them() {
        var compiler = new FlowCompiler(TestOptions.options().withRuns(Set.of(RunKind.SHELL)));

        var step =
                compiler.compile(
                                BadDefinitions.HEADER
                                        + "\ndo: [ { a: { run: { shell: { command: ls }, return: code } } } ]\n")
                        .plan()
                        .task(0)
                        .step();

        assertThat(step).isInstanceOf(Step.CallActivity.class);
        assertThat(((Step.CallActivity) step).activity()).isEqualTo("run.shell");
    }

    @Test
    void a_secret_written_into_a_definition_is_a_warning() {
        var flow =
                flow(
                        """
                        use: { authentications: { a: { bearer: { token: abc } } } }
                        do:
                        - b: { set: { x: 'Hello ${ .name }' } }
                        """);

        assertThat(flow.warnings())
                .extracting(warning -> warning.code())
                .containsExactly(ProblemCode.SECRET_IN_HISTORY, ProblemCode.INVALID_EXPRESSION);
    }

    @Test
    void too_many_tasks_are_refused_even_when_functions_multiply_them() {
        var functions = new StringBuilder("use:\n  functions:\n    f0: { set: { x: 1 } }\n");
        for (int i = 1; i <= 15; i++) {
            functions.append(
                    "    f%d: { do: [ { a: { call: f%d } }, { b: { call: f%d } } ] }\n"
                            .formatted(i, i - 1, i - 1));
        }

        assertThatThrownBy(() -> flow(functions + "do: [ { a: { call: f15 } } ]\n"))
                .isInstanceOfSatisfying(
                        InvalidDefinitionException.class,
                        e ->
                                assertThat(e.problems())
                                        .anyMatch(problem ->
                                                problem.code() == ProblemCode.TOO_MANY_TASKS
                                                        || problem.code()
                                                                == ProblemCode.TASKS_TOO_DEEP));
    }

    @Test
    void tasks_inside_each_other_end_at_a_limit() {
        var text = new StringBuilder("do: ");
        text.append("[ { a: { do: ".repeat(21)).append("[ { a: { set: { x: 1 } } } ]");
        text.append(" } } ]".repeat(21)).append('\n');

        assertThat(COMPILER.check(BadDefinitions.HEADER + "\n" + text))
                .extracting(problem -> problem.code())
                .containsExactly(ProblemCode.TASKS_TOO_DEEP);
    }

    private static CompiledFlow flow(String body) {
        String text = body.contains("document:\n") ? body : BadDefinitions.HEADER + "\n" + body;
        return COMPILER.compile(text);
    }

    private static Task task(List<Task> tasks, String name) {
        return tasks.stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no task " + name));
    }
}
