package dev.belay.definition.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Goal: what the compiler makes of functions, extensions and operations does what they say.
class CompiledRunTest {
    private static final FlowCompiler COMPILER = new FlowCompiler(TestOptions.options());

    private final CompiledRun run =
            new CompiledRun((activity, arguments) ->
                    activity.equals("http-request")
                            ? "{\"status\": 200, \"headers\": {}, \"body\": {\"pet\": 1}}"
                            : "{\"activity\": \"%s\"}".formatted(activity));

    @Test
    void a_function_sees_its_arguments_and_gives_its_output() throws Exception {
        assertThat(
                        output(
                                """
                                use:
                                  functions:
                                    greet: { set: { text: '${ "Hello \\(.name)" }' } }
                                do:
                                - hello:
                                    input: { from: .user }
                                    call: greet
                                    with: { name: '${ "\\(.first) \\($input.last)" }' }
                                    output: { as: '{ said: .text, by: $input.first }' }
                                """,
                                "{\"user\": {\"first\": \"Ada\", \"last\": \"L\"}}"))
                .isEqualTo("{\"said\":\"Hello Ada L\",\"by\":\"Ada\"}");
    }

    @Test
    void a_function_of_a_catalog_refuses_other_arguments() throws Exception {
        String use = "use: { catalogs: { own: { endpoint: https://catalog.example.com } } }\n";

        assertThat(
                        output(
                                use
                                        + "do: [ { a: { call: 'greet:1.0.0@own', with: { name: you } } } ]\n",
                                "{}"))
                .isEqualTo("{\"greeting\":\"Hello you\"}");
        assertThat(
                        output(
                                use
                                        + "do: [ { a: { call: 'greet:1.0.0@own', with: { nam: you } } } ]\n",
                                "{}"))
                .startsWith("failed: ")
                .contains("name");
    }

    @Test
    void functions_call_functions_and_jump_inside_themselves() throws Exception {
        assertThat(
                        output(
                                """
                                use:
                                  functions:
                                    twice: { do: [ { one: { call: add, with: { n: '${ .n }' } } }, { two: { call: add, with: { n: '${ .n }' } } }, { pick: { switch: [ { go: { when: .n > 0, then: end-of } } ] } }, { skipped: { set: { n: 0 } } }, { end-of: { set: { n: '${ .n * 10 }' } } } ] }
                                    add: { set: { n: '${ .n + 1 }' } }
                                do:
                                - a: { call: twice, with: { n: '${ .start }' } }
                                - b: { call: twice }
                                """,
                                "{\"start\": 1}"))
                .isEqualTo("{\"n\":320}");
    }

    @Test
    void extensions_leave_data_alone_and_know_what_they_extend() throws Exception {
        assertThat(
                        output(
                                """
                                use:
                                  extensions:
                                  - audit:
                                      extend: set
                                      before:
                                      - note: { call: 'log:0.5.2@default', with: { text: '${ "\\($task.name) at \\($task.reference) sets \\($task.set.x)" }' } }
                                      after:
                                      - done: { set: { lost: true } }
                                do:
                                - a: { set: { x: 1 } }
                                - b: { set: { y: '${ .x + 1 }' }, if: .x == 1 }
                                - c: { set: { z: 1 }, if: .x == 1 }
                                """,
                                "{}"))
                .isEqualTo("{\"y\":2}");
        assertThat(run.calls).hasSize(2);
        assertThat(run.calls.getFirst().toString()).contains("a at /do/0/a sets 1");
    }

    @Test
    void an_extension_can_stand_for_what_it_extends() throws Exception {
        assertThat(
                        output(
                                """
                                use:
                                  extensions:
                                  - mock:
                                      extend: call
                                      when: $task.with.endpoint | startswith("https://mocked")
                                      before:
                                      - answer: { set: { mocked: true }, then: exit }
                                do:
                                - a: { call: http, with: { method: get, endpoint: https://mocked.example.com }, output: { as: .pet } }
                                - b: { call: http, with: { method: get, endpoint: https://real.example.com }, output: { as: '{ real: .pet, before: $input }' } }
                                """,
                                "{}"))
                .isEqualTo("{\"real\":1,\"before\":{\"mocked\":true}}");
        assertThat(run.calls).hasSize(1);
    }

    @Test
    void an_operation_is_requested_where_the_document_says() throws Exception {
        output(
                """
                do:
                - a:
                    call: openapi
                    with:
                      document: { endpoint: https://pets.example.com/openapi.yaml }
                      operationId: getPet
                      parameters: { petId: '${ .id }', verbose: '${ [ 1, 2 ] }', X-Trace: t }
                """,
                "{\"id\": \"a/b c\"}");

        assertThat(run.calls.getFirst().toString())
                .contains("\"url\":\"https://pets.example.com/v1/pets/a%2Fb%20c\"")
                .contains("\"query\":{\"verbose\":\"1,2\"}")
                .contains("\"headers\":{\"X-Trace\":\"t\"}");
    }

    @Test
    void conditions_loops_and_branches_run() throws Exception {
        assertThat(
                        output(
                                """
                                do:
                                - sum:
                                    for: { each: n, in: .numbers }
                                    do: [ { add: { set: { total: '${ (.total // 0) + $n }' } } } ]
                                - choose:
                                    switch:
                                    - big: { when: .total > 5, then: both }
                                    - other: { then: end }
                                - both: { fork: { branches: [ { l: { wait: PT1H } }, { r: { set: { r: 1 } } } ] } }
                                """,
                                "{\"numbers\": [1, 2, 3]}"))
                .isEqualTo("[{\"total\":6},{\"r\":1}]");
    }

    private String output(String body, String input) throws Exception {
        return run.run(COMPILER.compile(BadDefinitions.HEADER + "\n" + body).plan(), input);
    }
}
