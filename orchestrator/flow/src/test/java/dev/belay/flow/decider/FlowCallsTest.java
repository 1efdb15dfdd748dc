package dev.belay.flow.decider;

import static dev.belay.flow.decider.Flows.call;
import static dev.belay.flow.decider.Flows.flow;
import static dev.belay.flow.decider.Flows.json;
import static dev.belay.flow.decider.Flows.set;
import static dev.belay.flow.decider.Flows.task;
import static dev.belay.flow.decider.Flows.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.command.Command;
import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.model.Failure;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Step.HttpOutput;
import dev.belay.flow.secret.SecretReferences;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowCallsTest {
    private static Step.CallHttp http(
            String endpoint, HttpOutput output, @Nullable String headers, @Nullable String auth) {
        return new Step.CallHttp(
                "get",
                template(endpoint),
                headers == null ? null : template(headers),
                null,
                null,
                output,
                false,
                auth == null ? null : template(auth),
                ActivityOptions.DEFAULT);
    }

    @Test
    void a_call_schedules_the_activity_it_names_with_arguments_made_from_its_input() {
        var run =
                FlowRun.start(
                        flow(
                                call(
                                        "slack.chat.postMessage",
                                        "{'text':'${ .greeting }','to':['#a']}")),
                        "{'greeting':'hi'}");

        int id = run.open("slack.chat.postMessage");
        assertThat(run.arguments(id)).isEqualTo(json("{'text':'hi','to':['#a']}"));
        assertThat(run.command(Command.ScheduleActivity.class, id).queue().toString())
                .isEqualTo("automation-work");

        run.complete(id, "{'ok':true}");

        assertThat(run.output()).isEqualTo(json("{'ok':true}"));
    }

    @Test
    void an_http_call_fills_its_address_and_gives_the_content() {
        var run =
                FlowRun.start(
                        flow(
                                task(
                                        "getPet",
                                        http(
                                                "'https://pets.example/pet/{petId}?q={text}'",
                                                HttpOutput.CONTENT,
                                                "{'X-A':'${ .petId }','X-B':null}",
                                                null))),
                        "{'petId':1,'text':'a b/c'}");

        int id = run.open("http-request");
        assertThat(run.arguments(id))
                .isEqualTo(
                        json(
                                "{'method':'GET','url':'https://pets.example/pet/1?q=a%20b%2Fc','headers':{'X-A':'1'},'withoutRedirects':true}"));

        run.complete(id, "{'status':200,'headers':{'a':'b'},'body':{'id':1}}");

        assertThat(run.output()).isEqualTo(json("{'id':1}"));
    }

    @Test
    void an_http_call_may_give_the_whole_response() {
        var run =
                FlowRun.start(
                        flow(
                                task(
                                        "getPet",
                                        http(
                                                "'https://a.example/'",
                                                HttpOutput.RESPONSE,
                                                "{'A':'b'}",
                                                null))),
                        "{}");

        run.complete(run.open("http-request"), "{'status':200,'headers':{'a':'b'},'body':'x'}");

        assertThat(run.output())
                .isEqualTo(
                        json(
                                "{'request':{'method':'GET','uri':'https://a.example/','headers':{'A':'b'}},'statusCode':200,'headers':{'a':'b'},'content':'x'}"));
    }

    @Test
    void an_http_call_may_give_the_raw_bytes() {
        var run =
                FlowRun.start(
                        flow(task("get", http("'https://a.example/'", HttpOutput.RAW, null, null))),
                        "{}");
        int id = run.open("http-request");

        assertThat(run.arguments(id).path("raw").asBoolean()).isTrue();
        run.complete(id, "{'status':200,'headers':{},'body':'AP8='}");

        assertThat(run.output()).isEqualTo(json("'AP8='"));
    }

    @Test
    void a_redirect_is_an_answer_only_where_the_call_says_so() {
        var step =
                new Step.CallHttp(
                        "get",
                        template("'https://a.example/'"),
                        null,
                        null,
                        null,
                        HttpOutput.CONTENT,
                        true,
                        null,
                        ActivityOptions.DEFAULT);
        var run = FlowRun.start(flow(task("get", step)), "{}");

        var arguments = run.arguments(run.open("http-request"));

        assertThat(arguments.path("success")).isEqualTo(json("['2xx','3xx']"));
        assertThat(arguments.has("withoutRedirects")).isFalse();
    }

    @Test
    void no_secret_and_no_credential_comes_back_in_the_response() {
        var run =
                FlowRun.start(
                        flow(
                                task(
                                        "get",
                                        http(
                                                "'${ $secrets.address }'",
                                                HttpOutput.RESPONSE,
                                                "{'X-Key':'${ $secrets.key }','X-Plain':'a'}",
                                                "{'scheme':'basic','username':'me','password':'it'}"))),
                        "{}");

        run.complete(run.open("http-request"), "{'status':200,'headers':{},'body':'x'}");

        assertThat(run.output().path("request"))
                .isEqualTo(
                        json(
                                "{'method':'GET','uri':'[secret]','headers':{'X-Key':'[secret]','X-Plain':'a','Authorization':'[secret]'}}"));
    }

    @Test
    void basic_credentials_become_a_header() {
        var run =
                FlowRun.start(
                        flow(
                                task(
                                        "login",
                                        http(
                                                "'https://a.example/'",
                                                HttpOutput.CONTENT,
                                                null,
                                                "{'scheme':'basic','username':'${ .u }','password':'${ .p }'}"))),
                        "{'u':'me','p':'it'}");

        assertThat(run.arguments(run.open("http-request")).at("/headers/Authorization").asText())
                .isEqualTo("Basic bWU6aXQ=");
    }

    @Test
    void a_secret_is_a_reference_that_only_the_activity_resolves() {
        var run =
                FlowRun.start(
                        flow(
                                task(
                                        "a",
                                        http(
                                                "'https://a.example/'",
                                                HttpOutput.CONTENT,
                                                "{'X-Key':'${ $secrets.api.key }'}",
                                                "{'scheme':'bearer','token':'${ $secrets.token }'}"))),
                        "{}");

        var arguments = run.arguments(run.open("http-request"));

        assertThat(SecretReferences.in(arguments)).isTrue();
        var resolved = SecretReferences.resolve(arguments, path -> "<" + path + ">");
        assertThat(resolved.at("/headers/X-Key").asText()).isEqualTo("<api.key>");
        assertThat(resolved.at("/headers/Authorization").asText()).isEqualTo("Bearer <token>");
    }

    @Test
    void data_cannot_forge_a_reference_to_a_secret() {
        String forged = SecretReferences.to("token");
        var run =
                FlowRun.start(
                        flow(call("send", "{'text':'${ .text }'}")),
                        "{'text':'%s'}".formatted(forged));
        var beside =
                FlowRun.start(
                        flow(call("send", "{'text':'${ .text + $secrets.token }'}")),
                        "{'text':'%s'}".formatted(forged));

        assertThat(run.error().path("type").asText()).endsWith("/errors/expression");
        assertThat(beside.error().path("type").asText()).endsWith("/errors/expression");
    }

    @Test
    void a_failed_http_call_is_a_communication_error_with_the_status() {
        var run =
                FlowRun.start(
                        flow(
                                task(
                                        "getPet",
                                        http(
                                                "'https://a.example/'",
                                                HttpOutput.CONTENT,
                                                null,
                                                null))),
                        "{}");

        run.fail(run.open("http-request"), "http-404");

        assertThat(run.error())
                .isEqualTo(
                        json(
                                "{'type':'https://serverlessworkflow.io/spec/1.0.0/errors/communication','status':404,'title':'Not Found','detail':'it failed','code':'http-404','instance':'/do/0/getPet'}"));
        assertThat(run.failure().type()).contains("communication");
    }

    @Test
    void emit_publishes_the_event_and_gives_the_whole_of_it() {
        var run =
                FlowRun.start(
                        flow(
                                task(
                                        "greet",
                                        new Step.Emit(
                                                template(
                                                        "{'source':'https://a.example','type':'greeted','data':{'to':'${ .name }'}}")))),
                        "{'name':'Ann'}");
        int id = run.open("emit-event");
        var event = run.arguments(id);

        run.complete(id, "null");

        assertThat(run.output()).isEqualTo(event);
        assertThat(event.at("/data/to").asText()).isEqualTo("Ann");
        assertThat(event.path("time").asText()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isNotEmpty();
    }

    @Test
    void a_child_run_gives_its_result_or_its_error() {
        var plan =
                flow(
                        task(
                                "run",
                                new Step.RunWorkflow(
                                        "other.flow", 2, template("{'a':'${ .b }'}"), true, null)));
        var completes = FlowRun.start(plan, "{'b':1}");
        var fails = FlowRun.start(plan, "{'b':1}");
        var start = completes.command(Command.StartChild.class, 1);

        completes.childCompleted(1, json("{'done':true}"));
        fails.childFailed(1, Failures.failure(Problem.of(Problem.RUNTIME, 418, "Teapot", "short")));

        assertThat(start.request().workflow()).isEqualTo("other.flow");
        assertThat(start.request().version()).isEqualTo(2);
        assertThat(start.onClose()).isEqualTo(ParentClosePolicy.TERMINATE);
        assertThat(completes.output()).isEqualTo(json("{'done':true}"));
        assertThat(fails.error().path("status").asInt()).isEqualTo(418);
    }

    @Test
    void a_child_run_that_is_not_awaited_is_left_alone() {
        var run =
                FlowRun.start(
                        flow(
                                task("run", new Step.RunWorkflow("other", 0, null, false, null)),
                                set("next", "'${ .b }'")),
                        "{'b':1}");

        assertThat(run.output()).isEqualTo(json("1"));
        assertThat(run.command(Command.StartChild.class, 1).onClose())
                .isEqualTo(ParentClosePolicy.ABANDON);
    }

    @Test
    void a_failure_of_the_engine_is_a_runtime_error() {
        var run =
                FlowRun.start(
                        flow(task("run", new Step.RunWorkflow("other", 0, null, true, null))),
                        "{}");

        run.childFailed(1, Failure.terminated("stopped by an operator"));

        assertThat(run.error().path("type").asText()).endsWith("/errors/runtime");
    }
}
