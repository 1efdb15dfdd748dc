package dev.belay.examples.howto;

import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.workflow.ChildFailedException;
import dev.belay.core.workflow.ChildOptions;
import dev.belay.core.workflow.ItemResult;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.examples.appbuild.AppBuild;
import dev.belay.examples.appbuild.AppRequest;
import java.time.Duration;
import java.util.List;

/// Builds several apps, each in a child run.
final class Launch implements Workflow<Launch.Plan, Launch.Launched> {
    record Plan(String main, List<String> others) {}

    record Launched(String main, long others) {}

    static final WorkflowType<Plan, Launched> TYPE =
            WorkflowType.of("launch", Plan.class, Launched.class, Launch::new);

    @Override
    public Launched run(WorkflowContext context, Plan plan) {
        String main = buildMain(context, plan.main());

        List<ItemResult<String>> others =
                context.parallelMap(
                        plan.others(),
                        2,
                        1,
                        name ->
                                context.callChild(AppBuild.TYPE, AppRequest.of(name, "a side app"))
                                        .project());

        long built = others.stream().filter(ItemResult.Completed.class::isInstance).count();
        return new Launched(main, built);
    }

    private static String buildMain(WorkflowContext context, String name) {
        var options =
                ChildOptions.DEFAULT
                        .withWorkflowId("build-" + name)
                        .withTimeout(Duration.ofHours(1))
                        .withOnParentClose(ParentClosePolicy.REQUEST_CANCEL);
        try {
            return context.callChild(AppBuild.TYPE, AppRequest.of(name, "the app"), options)
                    .project();
        } catch (ChildFailedException failed) {
            return "none: " + failed.failure().message();
        }
    }
}
