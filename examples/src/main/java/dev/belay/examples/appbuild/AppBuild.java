package dev.belay.examples.appbuild;

import static dev.belay.examples.appbuild.AppActivities.CONFIGURE_AGENT;
import static dev.belay.examples.appbuild.AppActivities.CREATE_PROJECT;
import static dev.belay.examples.appbuild.AppActivities.DELETE_PROJECT;
import static dev.belay.examples.appbuild.AppActivities.DROP_INDEX;
import static dev.belay.examples.appbuild.AppActivities.INDEX_FOR_SEARCH;
import static dev.belay.examples.appbuild.AppActivities.REMOVE_AGENT;
import static dev.belay.examples.appbuild.AppActivities.REMOVE_AUTOMATIONS;
import static dev.belay.examples.appbuild.AppActivities.SET_UP_AUTOMATIONS;
import static java.util.Objects.requireNonNullElse;

import dev.belay.core.workflow.QueryType;
import dev.belay.core.workflow.Saga;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.examples.appbuild.AppActivities.AgentPlan;
import dev.belay.examples.appbuild.AppActivities.AutomationPlan;
import dev.belay.examples.appbuild.AppActivities.IndexPlan;
import dev.belay.examples.appbuild.AppActivities.NewProject;
import dev.belay.examples.appbuild.AppActivities.Project;
import java.util.ArrayList;
import java.util.List;

/// Builds an app: a project, three agents, automations, a search index, in this order. When a step
/// fails for good, what was done is undone, last first, and the run fails with that step's reason.
public final class AppBuild implements Workflow<AppRequest, BuiltApp> {
    public static final WorkflowType<AppRequest, BuiltApp> TYPE =
            WorkflowType.of("app-build", AppRequest.class, BuiltApp.class, AppBuild::new);

    /// What the run is doing, in words.
    public static final QueryType<Void, String> PROGRESS = QueryType.of("progress", String.class);

    static final List<String> AGENT_ROLES = List.of("planner", "builder", "reviewer");

    private String progress = "not begun";

    @Override
    public BuiltApp run(WorkflowContext context, AppRequest request) {
        context.onQuery(PROGRESS, _ -> progress);
        Saga saga = context.saga();
        try {
            BuiltApp app = build(context, saga, request);
            progress = "done";
            return app;
        } catch (WorkflowException failed) {
            progress = "undoing: " + failed.failure().message();
            saga.compensate();
            throw failed;
        }
    }

    private BuiltApp build(WorkflowContext context, Saga saga, AppRequest request) {
        progress = "creating the project";
        var project =
                saga.call(
                        CREATE_PROJECT,
                        new NewProject(request.name(), request.brief()),
                        DELETE_PROJECT,
                        created -> created);

        var agents = new ArrayList<String>();
        for (String role : AGENT_ROLES) {
            progress = "configuring the " + role;
            var plan =
                    new AgentPlan(project.id(), role, requireNonNullElse(request.model(), "small"));
            agents.add(saga.call(CONFIGURE_AGENT, plan, REMOVE_AGENT, agent -> agent).id());
        }

        progress = "setting up automations";
        var automations =
                saga.call(
                        SET_UP_AUTOMATIONS,
                        new AutomationPlan(
                                project.id(), requireNonNullElse(request.schedule(), "daily")),
                        REMOVE_AUTOMATIONS,
                        set -> set);

        progress = "indexing for search";
        int documents = index(context, saga, project, request);
        return new BuiltApp(project.id(), agents, automations.ids(), documents);
    }

    /// An attempt that fails half way leaves documents behind, so how to undo it is remembered
    /// before it begins.
    private static int index(
            WorkflowContext context, Saga saga, Project project, AppRequest request) {
        saga.onCompensate(() -> context.call(DROP_INDEX, project));
        var plan = new IndexPlan(project.id(), requireNonNullElse(request.language(), "en"));
        return context.call(INDEX_FOR_SEARCH, plan).documents();
    }
}
