package dev.belay.examples.howto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.client.RunResult;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.examples.appbuild.AppBuild;
import dev.belay.examples.howto.Launch.Launched;
import dev.belay.examples.howto.Quotes.Collected;
import dev.belay.examples.howto.Subscription.Month;
import dev.belay.examples.support.Host;
import dev.belay.examples.support.Host.Crash;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HowToTest {
    private static final List<WorkflowType<?, ?>> WORKFLOWS =
            List.of(
                    AppBuild.TYPE,
                    Launch.TYPE,
                    Quotes.TYPE,
                    Rental.TYPE,
                    Shipping.BEFORE,
                    Subscription.TYPE);

    private final Host host = host(Crash.BEFORE_WORK, 0);

    @Test
    void a_subscription_is_charged_every_thirty_days_in_runs_of_its_own()
            throws InterruptedException {
        RunKey first = host.start(Subscription.TYPE, "lin", new Month("Lin", 1));

        host.skipTime(Duration.ofDays(65));
        host.signal("lin", Subscription.END, "moved away");
        host.runUntilIdle();

        assertThat(host.resultOf(Subscription.TYPE, first)).isEqualTo(3);
        assertThat(host.head(first).status()).isEqualTo(RunStatus.CONTINUED_AS_NEW);
        assertThat(notes())
                .containsExactlyInAnyOrder(
                        "charge Lin for month 1",
                        "charge Lin for month 2",
                        "charge Lin for month 3");
    }

    @Test
    void apps_are_built_in_child_runs() throws InterruptedException {
        RunKey run =
                host.start(
                        Launch.TYPE,
                        "launch",
                        new Launch.Plan("shop", List.of("blog", "wiki", "Chat!")));

        Launched launched = host.resultOf(Launch.TYPE, run);

        assertThat(launched.main()).startsWith("project-");
        assertThat(launched.others()).isEqualTo(2);
        assertThat(host.world.ids("projects")).hasSize(3);
    }

    @Test
    void a_parent_can_catch_what_its_child_failed_with() throws InterruptedException {
        RunKey run = host.start(Launch.TYPE, "launch", new Launch.Plan("Shop!", List.of()));

        assertThat(host.resultOf(Launch.TYPE, run).main())
                .startsWith("none: ")
                .contains("a project's name is");
    }

    @Test
    void a_cancelled_rental_takes_the_car_back() throws InterruptedException {
        RunKey run = host.start(Rental.TYPE, "rental", "Lin");
        host.skipTime(Duration.ofDays(2));
        assertThat(notes()).containsExactly("hand-over-car Lin");

        host.cancel(run, "the customer is ill");

        RunResult end = host.endOf(run);
        assertThat(end.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(String.valueOf(end.failure())).contains("the customer is ill");
        assertThat(notes()).containsExactlyInAnyOrder("hand-over-car Lin", "take-back-car Lin");
    }

    @Test
    void a_run_that_has_passed_a_change_goes_on_as_before() throws InterruptedException {
        RunKey run = host.start(Shipping.BEFORE, "parcel", "parcel 7");
        host.runUntilIdle();

        host.deploy("build 2", List.of(Shipping.AFTER));

        assertThat(host.resultOf(Shipping.AFTER, run)).isEqualTo("ship parcel 7");
        assertThat(notes()).containsExactly("ship parcel 7");
    }

    @Test
    void a_run_that_begins_after_a_change_has_it() throws InterruptedException {
        host.deploy("build 2", List.of(Shipping.AFTER));
        RunKey run = host.start(Shipping.AFTER, "parcel", "parcel 7");

        host.endOf(run);

        assertThat(notes()).containsExactlyInAnyOrder("insure parcel 7", "ship parcel 7");
    }

    @Test
    void a_run_whose_version_is_gone_is_blocked_until_a_build_has_it_again()
            throws InterruptedException {
        RunKey run = host.start(Shipping.BEFORE, "parcel", "parcel 7");
        host.runUntilIdle();

        host.deploy("build 2", List.of(Shipping.SECOND));
        host.skipTime(Duration.ofDays(2));
        assertThat(host.head(run).status()).isEqualTo(RunStatus.BLOCKED);

        host.deploy("build 3", List.of(Shipping.BEFORE, Shipping.SECOND));
        assertThat(host.resultOf(Shipping.BEFORE, run)).isEqualTo("ship parcel 7");
    }

    @Test
    void offers_are_collected_until_there_are_enough() throws InterruptedException {
        RunKey run = host.start(Quotes.TYPE, "desk", List.of(" north", "south "));
        host.skipTime(Duration.ofHours(1));
        host.signal(run, Quotes.OFFER, "90");
        host.signal(run, Quotes.OFFER, "80");

        Collected collected = host.resultOf(Quotes.TYPE, run);

        assertThat(collected.answers()).containsExactly("ask-shop north", "ask-shop south");
        assertThat(collected.offers()).containsExactly("90", "80");
        assertThat(collected.called()).isFalse();
        assertThat(notes()).hasSize(2);
    }

    @Test
    void the_shops_are_reminded_while_offers_are_missing() throws InterruptedException {
        RunKey run = host.start(Quotes.TYPE, "desk", List.of("north"));

        Collected collected = host.resultOf(Quotes.TYPE, run);

        assertThat(collected.called()).isTrue();
        assertThat(collected.offers()).containsExactly("ask-shop the last resort");
        assertThat(Duration.between(Host.START, host.clock.instant()))
                .isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @EnumSource
    void a_crash_at_any_step_of_a_launch_changes_nothing(Crash crash) throws InterruptedException {
        atAnyStep(
                crash,
                on -> on.start(Launch.TYPE, "launch", new Launch.Plan("shop", List.of("Chat!"))));
    }

    @ParameterizedTest
    @EnumSource
    void a_crash_at_any_step_of_a_subscription_changes_nothing(Crash crash)
            throws InterruptedException {
        atAnyStep(
                crash,
                on -> {
                    on.start(Subscription.TYPE, "lin", new Month("Lin", 1));
                    on.skipTime(Duration.ofDays(65));
                    on.signal("lin", Subscription.END, "moved away");
                });
    }

    @ParameterizedTest
    @EnumSource
    void a_crash_at_any_step_of_quotes_changes_nothing(Crash crash) throws InterruptedException {
        atAnyStep(crash, on -> on.start(Quotes.TYPE, "desk", List.of("north", "south")));
    }

    private void atAnyStep(Crash crash, Consumer<Host> work) throws InterruptedException {
        work.accept(host);
        host.skipTime(Duration.ofDays(2));
        for (int step = 1; step <= host.steps(); step++) {
            var crashing = host(crash, step);
            work.accept(crashing);
            crashing.skipTime(Duration.ofDays(2));
            assertThat(crashing.openRuns()).as("crash at step %d", step).isEmpty();
            assertThat(contents(crashing)).as("crash at step %d", step).isEqualTo(contents(host));
        }
    }

    /// What was done, in any order: children work side by side.
    private static List<String> contents(Host host) {
        return host.world.changes().stream().map(HowToTest::kind).sorted().toList();
    }

    private static String kind(String change) {
        return change.replaceAll("-?[0-9A-Z]{26}-[0-9]+", "");
    }

    private List<String> notes() {
        return host.world.ids("notes").stream()
                .map(id -> host.world.get("notes", id).orElseThrow())
                .toList();
    }

    private static Host host(Crash crash, int crashAt) {
        return new Host(crash, crashAt, WORKFLOWS, Notes::register);
    }
}
