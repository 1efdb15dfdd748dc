package dev.belay.flow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.flow.plan.Listening.Correlation;
import dev.belay.flow.plan.Listening.Filter;
import dev.belay.flow.plan.Listening.Foreach;
import dev.belay.flow.plan.Listening.Mode;
import dev.belay.flow.plan.Listening.Read;
import dev.belay.flow.plan.Listening.Strategy;
import dev.belay.flow.plan.Listening.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanCodecTest {
    private static final Template TEXT = new Template(TextNode.valueOf("${ .a }"));
    private static final Jq JQ = new Jq(".a > 1");

    private static Task gathering(int id) {
        return new Task(
                id,
                "on",
                "/schedule/on",
                -1,
                -1,
                null,
                Transform.NONE,
                Transform.NONE,
                Transform.NONE,
                null,
                Then.CONTINUE,
                new Step.Listen(new Strategy(Mode.ALL, List.of(), null), Read.ENVELOPE, null));
    }

    @Test
    void a_plan_with_every_kind_of_step_survives_its_json() {
        var strategy =
                new Strategy(
                        Mode.ANY,
                        List.of(
                                new Filter(
                                        Map.of("type", TEXT),
                                        Map.of("order", new Correlation(JQ, TEXT)))),
                        new Until.Holds(JQ));
        var retry =
                new Retry(
                        JQ,
                        null,
                        Span.of(Duration.ofSeconds(3)),
                        Retry.Backoff.LINEAR,
                        Span.of(JQ),
                        null,
                        null,
                        5,
                        null,
                        null);
        List<Step> steps =
                List.of(
                        new Step.CallHttp(
                                "GET",
                                TEXT,
                                TEXT,
                                null,
                                null,
                                Step.HttpOutput.RESPONSE,
                                true,
                                null,
                                ActivityOptions.DEFAULT),
                        new Step.CallActivity(
                                "slack.chat.postMessage",
                                "connectors",
                                TEXT,
                                ActivityOptions.DEFAULT.withHeartbeat(Duration.ofSeconds(5))),
                        new Step.Do(List.of(1, 2)),
                        new Step.Emit(TEXT),
                        new Step.For(
                                "item",
                                "index",
                                JQ,
                                JQ,
                                List.of(3),
                                new Step.Loop(4, 100, Step.OnItemError.COLLECT, JQ)),
                        new Step.Fork(List.of(1, 2), true),
                        new Step.Listen(
                                new Strategy(Mode.ANY, List.of(), new Until.Heard(strategy)),
                                Read.ENVELOPE,
                                new Foreach(
                                        "item",
                                        "at",
                                        List.of(),
                                        Transform.NONE,
                                        new Transform(null, TEXT))),
                        new Step.Raise(TEXT),
                        new Step.RunWorkflow("samples.greet", 2, TEXT, false, null),
                        new Step.Set(TEXT),
                        new Step.Switch(
                                List.of(
                                        new Step.Case("a", JQ, new Then.Goto(1)),
                                        new Step.Case("b", null, new Then.End()))),
                        new Step.Try(
                                List.of(1),
                                new Step.Catch(
                                        JsonNodeFactory.instance.objectNode().put("status", 404),
                                        "error",
                                        JQ,
                                        null,
                                        retry,
                                        List.of(2))),
                        new Step.Wait(Span.of(Duration.ofDays(7))));
        var tasks = new ArrayList<Task>();
        for (Step step : steps) {
            int id = tasks.size();
            tasks.add(
                    new Task(
                            id,
                            "t" + id,
                            "/do/%d/t%d".formatted(id, id),
                            -1,
                            id + 1 < steps.size() ? id + 1 : -1,
                            JQ,
                            Transform.NONE,
                            new Transform(JsonNodeFactory.instance.objectNode(), TEXT),
                            Transform.NONE,
                            Span.of(Duration.ofMinutes(1)),
                            new Then.Exit(),
                            step));
        }
        var plan =
                new Plan(
                        Plan.FORMAT,
                        "samples",
                        "all",
                        "1.0.0",
                        null,
                        "automation",
                        Transform.NONE,
                        Transform.NONE,
                        null,
                        Set.of("token"),
                        tasks.stream().map(Task::id).toList(),
                        tasks,
                        JsonNodeFactory.instance.objectNode().put("do", "…"),
                        gathering(tasks.size()),
                        new Concurrency(3, new Jq(".customer"), Concurrency.Overflow.SKIP, true));

        var read = PlanCodec.read(PlanCodec.write(plan));

        assertThat(read).isEqualTo(plan);
        assertThat(steps.stream().map(Step::getClass).<Object>map(type -> type))
                .containsExactlyInAnyOrder((Object[]) Step.class.getPermittedSubclasses());
    }
}
