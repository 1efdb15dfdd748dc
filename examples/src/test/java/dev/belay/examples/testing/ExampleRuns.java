package dev.belay.examples.testing;

import dev.belay.core.activity.ActivityException;
import dev.belay.core.error.BelayException;
import dev.belay.core.model.Payload;
import dev.belay.examples.appbuild.AppActivities;
import dev.belay.examples.appbuild.AppActivities.Agent;
import dev.belay.examples.appbuild.AppActivities.Automations;
import dev.belay.examples.appbuild.AppActivities.Indexed;
import dev.belay.examples.appbuild.AppActivities.Project;
import dev.belay.examples.appbuild.AppBuild;
import dev.belay.examples.appbuild.AppRequest;
import dev.belay.examples.approval.Approval;
import dev.belay.examples.approval.ApprovalActivities;
import dev.belay.examples.approval.ApprovalRequest;
import dev.belay.examples.approval.Decision;
import dev.belay.examples.orderfollowup.Order;
import dev.belay.examples.orderfollowup.Order.Item;
import dev.belay.examples.orderfollowup.OrderActivities;
import dev.belay.examples.orderfollowup.OrderFollowUp;
import dev.belay.json.ExportedHistory;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.TestRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs every example the ways that it can go, and hands out the histories.
final class ExampleRuns {
    private final Map<String, ExportedHistory> histories = new TreeMap<>();

    private ExampleRuns() {}

    /// By the name of the file that keeps it.
    static Map<String, ExportedHistory> all() {
        var runs = new ExampleRuns();
        runs.appBuild();
        runs.orderFollowUp();
        runs.approval();
        return runs.histories;
    }

    private void appBuild() {
        var belay = environment();
        var run = belay.start(AppBuild.TYPE, "shop", AppRequest.of("shop", "sells tea"));
        finish("app-build", belay, run);

        belay = environment();
        var refused = ActivityException.permanent("refused", "no more automations");
        // Where this was thrown would be most of the file.
        refused.setStackTrace(new StackTraceElement[0]);
        belay.faults()
                .failNext(AppActivities.CREATE_PROJECT, 1)
                .failNext(AppActivities.SET_UP_AUTOMATIONS, refused);
        run = belay.start(AppBuild.TYPE, "shop", AppRequest.of("shop", "sells tea"));
        finish("app-build-undone", belay, run);
    }

    private void orderFollowUp() {
        var order = new Order("o-1", "Lin", List.of(new Item("tea", 2, 5_00)), null);
        var belay = environment();
        var run = belay.start(OrderFollowUp.TYPE, "o-1", order);
        belay.runNow();
        histories.put("order-follow-up-waiting", run.export());
        finish("order-follow-up", belay, run);

        var large = List.of(new Item("desk", 1, 900_00), new Item("chair", 2, 150_00));
        belay = environment();
        run =
                belay.start(
                        OrderFollowUp.TYPE,
                        "o-2",
                        new Order("o-2", "Ann", large, Duration.ofHours(1)));
        finish("order-follow-up-large", belay, run);
    }

    private void approval() {
        var belay = environment();
        var run = belay.start(Approval.TYPE, "desk", ApprovalRequest.of("a new desk", "Lin"));
        belay.runNow();
        change(belay, run, "Ann");
        run.signal(Approval.DECISION, new Decision(true, "Ann", "go ahead"));
        finish("approval", belay, run);

        belay = environment();
        run = belay.start(Approval.TYPE, "desk", ApprovalRequest.of("a new desk", "Lin"));
        belay.skipTime(Duration.ofDays(2));
        histories.put("approval-reminded", run.export());
        finish("approval-expired", belay, run);
    }

    private static void change(TestEnvironment belay, TestRun<?> run, String approver) {
        var name = Payload.Inline.of("\"" + approver + "\"");
        try {
            belay.client()
                    .update(
                            run.key(),
                            Approval.CHANGE_APPROVER.name(),
                            name,
                            "change",
                            Duration.ZERO);
        } catch (BelayException notYet) {
            belay.runNow();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void finish(String name, TestEnvironment belay, TestRun<?> run) {
        belay.runUntilIdle();
        if (!run.status().isClosed()) {
            throw new AssertionError(run.explain());
        }
        histories.put(name, run.export());
    }

    private static TestEnvironment environment() {
        return TestEnvironment.builder()
                .workflow(AppBuild.TYPE)
                .workflow(OrderFollowUp.TYPE)
                .workflow(Approval.TYPE)
                .activity(AppActivities.CREATE_PROJECT, (wanted, _) -> new Project("p-1"))
                .activity(AppActivities.DELETE_PROJECT, (project, _) -> true)
                .activity(AppActivities.CONFIGURE_AGENT, (plan, _) -> new Agent(plan.role()))
                .activity(AppActivities.REMOVE_AGENT, (agent, _) -> true)
                .activity(
                        AppActivities.SET_UP_AUTOMATIONS,
                        (plan, _) -> new Automations(List.of(plan.schedule())))
                .activity(AppActivities.REMOVE_AUTOMATIONS, (set, _) -> true)
                .activity(AppActivities.INDEX_FOR_SEARCH, (plan, _) -> new Indexed(3))
                .activity(AppActivities.DROP_INDEX, (project, _) -> true)
                .activity(OrderActivities.ASSIGN_ACCOUNT_MANAGER, (customer, _) -> "Ada")
                .activity(OrderActivities.SEND_CONFIRMATION, (customer, _) -> "message-1")
                .activity(OrderActivities.RESERVE_ITEM, (item, _) -> "r-" + item.sku())
                .activity(OrderActivities.FOLLOW_UP_CALL, (call, _) -> "call-1")
                .activity(ApprovalActivities.ASK_APPROVER, (ask, _) -> "asked")
                .activity(ApprovalActivities.REMIND_APPROVER, (ask, _) -> "reminded")
                .activity(ApprovalActivities.ANNOUNCE_DECISION, (said, _) -> "announced")
                .build();
    }
}
