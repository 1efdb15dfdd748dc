package dev.belay.lambda;

import dev.belay.core.workflow.WorkflowType;
import dev.belay.examples.Examples;
import dev.belay.examples.appbuild.AppActivities;
import dev.belay.examples.appbuild.AppRequest;
import dev.belay.examples.appbuild.BuiltApp;
import dev.belay.examples.approval.ApprovalActivities;
import dev.belay.examples.approval.ApprovalRequest;
import dev.belay.examples.approval.ApprovalStatus;
import dev.belay.examples.approval.Decision;
import dev.belay.examples.orderfollowup.FollowUp;
import dev.belay.examples.orderfollowup.Order;
import dev.belay.examples.orderfollowup.OrderActivities;
import dev.belay.examples.sitewatch.SiteWatch;
import dev.belay.examples.sitewatch.WatchReport;
import dev.belay.examples.sitewatch.WatchRequest;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Collection;

/// The examples, for an installation that has no workflows of its own yet. A native binary writes
/// and reads only the types that it was told of.
@DefaultBean
@Singleton
@RegisterForReflection(
        targets = {
            AppRequest.class,
            BuiltApp.class,
            AppActivities.NewProject.class,
            AppActivities.Project.class,
            AppActivities.AgentPlan.class,
            AppActivities.Agent.class,
            AppActivities.AutomationPlan.class,
            AppActivities.Automations.class,
            AppActivities.IndexPlan.class,
            AppActivities.Indexed.class,
            ApprovalRequest.class,
            ApprovalStatus.class,
            Decision.class,
            ApprovalActivities.Ask.class,
            ApprovalActivities.Announcement.class,
            Order.class,
            Order.Item.class,
            FollowUp.class,
            OrderActivities.Customer.class,
            OrderActivities.Reserve.class,
            OrderActivities.Call.class,
            WatchRequest.class,
            WatchReport.class,
            SiteWatch.Look.class,
            SiteWatch.Seen.class
        })
final class ExampleWorkflows implements WorkflowSource {
    @Override
    public Collection<? extends WorkflowType<?, ?>> workflows() {
        return Examples.workflows();
    }
}
