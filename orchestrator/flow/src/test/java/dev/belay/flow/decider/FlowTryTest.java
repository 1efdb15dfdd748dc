package dev.belay.flow.decider;

import static dev.belay.flow.decider.Flows.call;
import static dev.belay.flow.decider.Flows.flow;
import static dev.belay.flow.decider.Flows.json;
import static dev.belay.flow.decider.Flows.set;
import static dev.belay.flow.decider.Flows.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.command.Command;
import dev.belay.flow.decider.Flows.Draft;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Retry;
import dev.belay.flow.plan.Retry.Backoff;
import dev.belay.flow.plan.Span;
import dev.belay.flow.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTryTest {
    private static Draft tryCall(
            @Nullable String errors, @Nullable Retry retry, @Nullable Draft handler) {
        return task(
                "attempt",
                place ->
                        new Step.Try(
                                place.block("try", call("work")),
                                new Step.Catch(
                                        errors == null ? null : json(errors),
                                        "err",
                                        null,
                                        null,
                                        retry,
                                        handler == null
                                                ? null
                                                : place.block("catch/do", handler))));
    }

    private static Retry retry(Backoff backoff, int retries) {
        return new Retry(
                null,
                null,
                Span.of(Duration.ofSeconds(3)),
                backoff,
                Span.of(Duration.ofSeconds(10)),
                null,
                null,
                retries,
                null,
                null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://serverlessworkflow.io/spec/1.0.0/errors/communication",
                "https://serverlessworkflow.io/dsl/errors/types/communication",
                "https://open-workflow-specification.org/dsl/errors/types/communication"
            })
    void a_caught_error_is_handled_whatever_address_names_its_type(String type) {
        var run =
                FlowRun.start(
                        flow(
                                tryCall(
                                        "{'type':'%s','status':404}".formatted(type),
                                        null,
                                        set("setError", "{'error':'${ $err }'}"))),
                        "{}");

        run.fail(run.open("work"), "http-404");

        assertThat(run.output().at("/error/status").asInt()).isEqualTo(404);
        assertThat(run.output().at("/error/instance").asText())
                .isEqualTo("/do/0/attempt/try/0/work");
    }

    @Test
    void an_error_that_the_filter_leaves_out_goes_on_up() {
        var run = FlowRun.start(flow(tryCall("{'status':503}", null, set("setError", "1"))), "{}");

        run.fail(run.open("work"), "http-404");

        assertThat(run.error().path("status").asInt()).isEqualTo(404);
    }

    @Test
    void when_and_except_when_see_the_error() {
        for (boolean except : List.of(false, true)) {
            var plan =
                    flow(
                            task(
                                    "attempt",
                                    place -> {
                                        var holds = new Jq("$err.status == 404");
                                        return new Step.Try(
                                                place.block("try", call("work")),
                                                new Step.Catch(
                                                        null,
                                                        "err",
                                                        except ? null : holds,
                                                        except ? holds : null,
                                                        null,
                                                        null));
                                    }));
            var run = FlowRun.start(plan, "{'a':1}");

            run.fail(run.open("work"), "http-404");

            if (except) {
                assertThat(run.error().path("status").asInt()).isEqualTo(404);
            } else {
                assertThat(run.output()).isEqualTo(json("{'a':1}"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONSTANT 3 3 3 3", "LINEAR 3 6 9 10", "EXPONENTIAL 3 6 10 10"})
    void retries_wait_on_timers_as_the_backoff_says(String expected) {
        String[] parts = expected.split(" ");
        var run =
                FlowRun.start(flow(tryCall(null, retry(Backoff.valueOf(parts[0]), 4), null)), "{}");
        Instant now = FlowRun.START;

        for (int i = 1; i <= 4; i++) {
            run.fail(run.open("work"), "http-503");
            int timer = run.ids(Command.StartTimer.class).getLast();
            Instant due = run.command(Command.StartTimer.class, timer).fireAt();
            assertThat(Duration.between(now, due).toSeconds()).isEqualTo(Long.parseLong(parts[i]));
            now = due;
            run.fire(timer);
        }
        run.fail(run.open("work"), "http-503");

        assertThat(run.error().path("status").asInt()).isEqualTo(503);
        assertThat(run.ids(Command.ScheduleActivity.class)).hasSize(5);
    }

    @Test
    void a_retry_that_succeeds_gives_its_output() {
        var run =
                FlowRun.start(
                        flow(tryCall(null, retry(Backoff.CONSTANT, 1), set("no", "0"))), "{}");

        run.fail(run.open("work"), "http-503");
        assertThat(run.state().at("/active/0/phase").asText()).isEqualTo("pause");
        run.fire(run.ids(Command.StartTimer.class).getLast());
        run.complete(run.open("work"), "'fine'");

        assertThat(run.output()).isEqualTo(json("'fine'"));
    }

    @Test
    void the_handler_comes_after_the_last_retry() {
        var run =
                FlowRun.start(
                        flow(
                                tryCall(
                                        null,
                                        retry(Backoff.CONSTANT, 1),
                                        set("h", "'${ $err.status }'"))),
                        "{}");

        run.fail(run.open("work"), "http-503");
        run.fire(run.ids(Command.StartTimer.class).getLast());
        run.fail(run.open("work"), "http-504");

        assertThat(run.output()).isEqualTo(json("504"));
    }

    @Test
    void an_error_in_the_handler_is_not_caught_again() {
        var run = FlowRun.start(flow(tryCall(null, null, call("cleanup"))), "{}");

        run.fail(run.open("work"), "http-503");
        run.fail(run.open("cleanup"), "http-500");

        assertThat(run.error().path("status").asInt()).isEqualTo(500);
        assertThat(run.error().path("instance").asText())
                .isEqualTo("/do/0/attempt/catch/do/0/cleanup");
    }

    @Test
    void retries_stop_when_their_time_is_over() {
        var limited =
                new Retry(
                        null,
                        null,
                        Span.of(Duration.ofSeconds(3)),
                        Backoff.CONSTANT,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Span.of(Duration.ofMinutes(1)));
        var run = FlowRun.start(flow(tryCall(null, limited, null)), "{}");

        run.fail(run.open("work"), "http-503");
        run.fire(run.ids(Command.StartTimer.class).getLast());
        run.pass(Duration.ofMinutes(2));
        run.fail(run.open("work"), "http-503");

        assertThat(run.error().path("status").asInt()).isEqualTo(503);
    }

    @Test
    void an_attempt_that_takes_too_long_is_cancelled_and_counts() {
        var limited =
                new Retry(
                        null,
                        null,
                        Span.of(Duration.ofSeconds(3)),
                        Backoff.CONSTANT,
                        null,
                        Span.of(Duration.ofSeconds(1)),
                        Span.of(Duration.ofSeconds(2)),
                        1,
                        Span.of(Duration.ofSeconds(30)),
                        null);
        var run = FlowRun.start(flow(tryCall(null, limited, null)), "{}");
        int first = run.open("work");

        run.fire(run.ids(Command.StartTimer.class).getFirst());

        assertThat(run.ids(Command.CancelActivity.class)).hasSize(1);
        int pause = run.ids(Command.StartTimer.class).getLast();
        assertThat(run.command(Command.StartTimer.class, pause).fireAt())
                .isBetween(FlowRun.START.plusSeconds(34), FlowRun.START.plusSeconds(35));
        run.complete(first, "'too late'");
        assertThat(run.isClosed()).isFalse();
        run.fire(pause);
        run.fire(run.ids(Command.StartTimer.class).getLast());

        assertThat(run.error().path("status").asInt()).isEqualTo(408);
    }
}
