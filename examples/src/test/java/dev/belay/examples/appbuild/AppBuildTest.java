package dev.belay.examples.appbuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.client.RunResult;
import dev.belay.core.model.Failure;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.examples.support.Host;
import dev.belay.examples.support.Host.Crash;
import dev.belay.examples.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppBuildTest {
    private static final AppRequest SHOP = AppRequest.of("shop", "sells shoes");

    private final Host host = new Host();

    @Test
    void an_app_is_built_in_order() throws InterruptedException {
        RunKey run = host.start(AppBuild.TYPE, "shop", SHOP);

        BuiltApp app = host.resultOf(AppBuild.TYPE, run);

        assertThat(host.world.ids("projects")).containsExactly(app.project());
        assertThat(host.world.ids("agents")).containsExactlyInAnyOrderElementsOf(app.agents());
        assertThat(app.agents()).hasSize(3);
        assertThat(host.world.ids("automations"))
                .containsExactlyInAnyOrderElementsOf(app.automations());
        assertThat(host.world.ids("documents")).hasSize(app.documents());
        assertThat(kindsOf(host.world.changes()))
                .containsExactly(
                        "+ projects",
                        "+ agents",
                        "+ agents",
                        "+ agents",
                        "+ automations",
                        "+ automations",
                        "+ documents",
                        "+ documents",
                        "+ documents");
    }

    @ParameterizedTest
    @CsvSource({
        "Shop!, small, daily, en, project-name-refused, a project's name",
        "shop, gpt-0, daily, en, model-unknown, no such model",
        "shop, small, yearly, en, schedule-unknown, no such schedule",
        "shop, small, daily, xx, language-unknown, no such language",
    })
    void a_step_that_fails_for_good_undoes_what_was_done_and_says_why(
            String name, String model, String schedule, String language, String type, String reason)
            throws InterruptedException {
        RunKey run =
                host.start(
                        AppBuild.TYPE,
                        "shop",
                        new AppRequest(name, "sells shoes", model, schedule, language));

        RunResult end = host.endOf(run);

        assertThat(end.status()).isEqualTo(RunStatus.FAILED);
        assertThat(failure(end).summary()).contains(type, reason);
        assertThatAllIsUndoneInReverse();
    }

    @ParameterizedTest
    @CsvSource({
        "create-project, 6",
        "configure-agent, 4",
        "set-up-automations, 4",
        "index-for-search, 3"
    })
    void an_outage_that_outlasts_the_retries_undoes_what_was_done(String activity, int attempts)
            throws InterruptedException {
        host.world.put(World.OUTAGES, activity, String.valueOf(attempts));

        RunResult end = host.endOf(host.start(AppBuild.TYPE, "shop", SHOP));

        assertThat(end.status()).isEqualTo(RunStatus.FAILED);
        assertThat(failure(end).message())
                .contains("the service behind %s is down".formatted(activity));
        assertThatAllIsUndoneInReverse();
    }

    @ParameterizedTest
    @CsvSource({
        "create-project, 5",
        "configure-agent, 3",
        "set-up-automations, 3",
        "index-for-search, 2"
    })
    void an_outage_within_the_retries_shows_nowhere_but_in_time(String activity, int attempts)
            throws InterruptedException {
        host.world.put(World.OUTAGES, activity, String.valueOf(attempts));

        RunKey run = host.start(AppBuild.TYPE, "shop", SHOP);

        assertThat(host.resultOf(AppBuild.TYPE, run).agents()).hasSize(3);
        assertThat(host.clock.instant()).isAfter(Host.START);
        assertThat(host.world.ids("projects")).hasSize(1);
    }

    @Test
    void an_undo_that_fails_for_good_does_not_keep_the_others_from_undoing()
            throws InterruptedException {
        host.world.put(World.OUTAGES, "remove-agent", "100");

        RunResult end = host.endOf(host.start(AppBuild.TYPE, "shop", SHOP.withSchedule("yearly")));

        assertThat(end.status()).isEqualTo(RunStatus.FAILED);
        assertThat(failure(end).summary()).contains("compensation-failed", "3 compensation(s)");
        assertThat(host.world.ids("agents")).hasSize(3);
        assertThat(host.world.ids("projects")).isEmpty();
    }

    @Test
    void a_cancelled_build_undoes_what_was_done() throws InterruptedException {
        host.world.put(World.OUTAGES, "index-for-search", "2");
        RunKey run = host.start(AppBuild.TYPE, "shop", SHOP);
        host.runUntilIdle();

        host.cancel(run, "the customer left");

        assertThat(host.endOf(run).status()).isEqualTo(RunStatus.CANCELLED);
        assertThatAllIsUndoneInReverse();
    }

    @ParameterizedTest
    @CsvSource({"en, BEFORE_WORK", "en, AFTER_WORK", "xx, BEFORE_WORK", "xx, AFTER_WORK"})
    void a_crash_at_any_step_changes_nothing(String language, Crash crash)
            throws InterruptedException {
        AppRequest request = SHOP.withLanguage(language);
        var undisturbed = host.traceOf(host.start(AppBuild.TYPE, "shop", request));

        for (int step = 1; step <= host.steps(); step++) {
            var crashing = new Host(crash, step);
            assertThat(crashing.traceOf(crashing.start(AppBuild.TYPE, "shop", request)))
                    .as("crash at step %d", step)
                    .isEqualTo(undisturbed);
        }
    }

    @Test
    void progress_can_be_asked_for_at_any_time() throws InterruptedException {
        host.world.put(World.OUTAGES, "index-for-search", "2");
        RunKey run = host.start(AppBuild.TYPE, "shop", SHOP);
        host.runUntilIdle();

        assertThat(host.query(run, AppBuild.PROGRESS)).isEqualTo("indexing for search");

        host.endOf(run);
        assertThat(host.query(run, AppBuild.PROGRESS)).isEqualTo("done");
    }

    private void assertThatAllIsUndoneInReverse() {
        var done = new ArrayList<String>();
        var undone = new ArrayList<String>();
        for (String change : host.world.changes()) {
            if (change.contains(World.OUTAGES)) {
                continue;
            }
            (change.startsWith("+") ? done : undone).add(change.substring(2));
        }
        // What one activity made, its undo removes in any order: the order is that of the steps.
        assertThat(undone).containsExactlyInAnyOrderElementsOf(done);
        assertThat(steps(undone)).isEqualTo(steps(done).reversed());
    }

    /// One entry for all things of one activity.
    private static List<String> steps(List<String> things) {
        return things.stream()
                .map(thing ->
                        thing.startsWith("agents/")
                                ? thing
                                : thing.substring(0, thing.indexOf('/')))
                .distinct()
                .toList();
    }

    private static List<String> kindsOf(List<String> changes) {
        return changes.stream().map(change -> change.substring(0, change.indexOf('/'))).toList();
    }

    private static Failure failure(RunResult end) {
        return Objects.requireNonNull(end.failure());
    }
}
