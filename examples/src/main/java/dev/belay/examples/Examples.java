package dev.belay.examples;

import dev.belay.core.workflow.WorkflowType;
import dev.belay.examples.appbuild.AppBuild;
import dev.belay.examples.appbuild.AppServices;
import dev.belay.examples.approval.Approval;
import dev.belay.examples.approval.ApprovalServices;
import dev.belay.examples.orderfollowup.OrderFollowUp;
import dev.belay.examples.orderfollowup.OrderServices;
import dev.belay.examples.sitewatch.SiteWatch;
import dev.belay.examples.world.DirectoryWorld;
import dev.belay.examples.world.World;
import dev.belay.functions.support.ActivityRegistry;
import java.nio.file.Path;
import java.util.List;

/// All examples: what a host registers to run them.
public final class Examples {
    private Examples() {}

    public static List<WorkflowType<?, ?>> workflows() {
        return List.of(AppBuild.TYPE, OrderFollowUp.TYPE, Approval.TYPE, SiteWatch.TYPE);
    }

    /// The activities of all examples, by themselves.
    ///
    /// @param directory where they keep what they do, as small text files
    public static ActivityRegistry activities(Path directory) {
        return addActivities(ActivityRegistry.builder(), new DirectoryWorld(directory)).build();
    }

    /// Adds the activities of all examples to those that a host has already.
    public static ActivityRegistry.Builder addActivities(
            ActivityRegistry.Builder activities, World world) {
        AppServices.register(activities, world);
        OrderServices.register(activities, world);
        ApprovalServices.register(activities, world);
        return activities;
    }
}
