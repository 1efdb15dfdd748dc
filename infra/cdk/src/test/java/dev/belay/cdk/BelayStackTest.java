package dev.belay.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/// Goal: what teams add to an installation is deployed whole.
class BelayStackTest {
    @Test
    void an_added_activity_has_a_queue_a_role_and_alarms_and_may_only_answer_its_lane() {
        var app = Synthesis.app();
        var stack = new BelayStack(app, "belay", null, Synthesis.options());
        Lane system = stack.engine().lanes().getFirst();

        system.addActivity(
                "charge-card", "activities", Synthesis.options().artifacts().activities(), 30);

        var facts = Synthesis.facts(tree(Template.fromStack(stack)));
        assertThat(facts.queues()).containsKey("system-charge-card");
        assertThat(facts.alarms())
                .containsKeys("system-charge-card-age", "system-activities-errors");
        assertThat(
                        facts.grants().stream()
                                .filter(g -> g.function().equals("system/activities"))
                                .filter(g -> g.action().equals("sqs:SendMessage"))
                                .map(dev.belay.stack.Stack.Grant::resource))
                .containsExactly("queue:system-orchestrator");
        assertThat(
                        facts.grants().stream()
                                .filter(g -> g.resource().equals("queue:system-charge-card"))
                                .filter(g -> g.action().equals("sqs:SendMessage"))
                                .map(dev.belay.stack.Stack.Grant::function))
                .containsExactlyInAnyOrder(
                        "system/orchestrator",
                        "system/dead-letter",
                        "automation/orchestrator",
                        "automation/dead-letter");
        assertThat(dev.belay.stack.Lint.check(facts)).isEmpty();
    }

    @Test
    void peak_times_scale_the_alias_that_queues_use() {
        var template = Template.fromStack(Synthesis.everything(Synthesis.app()));

        template.hasResourceProperties(
                "AWS::ApplicationAutoScaling::ScalableTarget",
                Match.objectLike(
                        Map.of(
                                "MinCapacity",
                                2,
                                "MaxCapacity",
                                10,
                                "ScheduledActions",
                                List.of(
                                        Match.objectLike(
                                                Map.of(
                                                        "Schedule",
                                                        "cron(0 7 ? * MON-FRI *)",
                                                        "ScalableTargetAction",
                                                        Map.of(
                                                                "MinCapacity",
                                                                10,
                                                                "MaxCapacity",
                                                                10))),
                                        Match.objectLike(
                                                Map.of(
                                                        "Schedule",
                                                        "cron(0 19 ? * MON-FRI *)",
                                                        "ScalableTargetAction",
                                                        Map.of(
                                                                "MinCapacity",
                                                                2,
                                                                "MaxCapacity",
                                                                2)))))));
    }

    @Test
    void the_dashboard_has_a_row_for_each_lane() {
        var stack = new BelayStack(Synthesis.app(), "belay", null, Synthesis.options());
        new Dashboards(stack, "Dashboards", stack.engine());

        String body =
                tree(Template.fromStack(stack))
                        .path("Resources")
                        .findParents("DashboardBody")
                        .toString();

        assertThat(body).contains("system: oldest message", "automation: oldest message");
    }

    @Test
    void a_lane_with_peak_times_keeps_some_warm_at_others() {
        var peak = new LaneOptions.Peak(5, "cron(0 7 * * ? *)", "cron(0 9 * * ? *)", "UTC");

        assertThatThrownBy(() -> LaneOptions.system(0).withPeak(peak))
                .hasMessageContaining("provision 1 or more");
    }

    @Test
    void the_artifacts_of_a_checkout_are_where_maven_puts_them() {
        var artifacts = Artifacts.of(Path.of("root"));

        assertThat(artifacts.engine())
                .isEqualTo(Path.of("root/orchestrator/lambda/target/function.zip"));
    }

    private static JsonNode tree(Template template) {
        return new ObjectMapper().valueToTree(template.toJSON());
    }
}
