package dev.belay.examples.appbuild;

import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.Presets;
import java.util.List;

/// The activities of the workflow, each with the settings of its kind of work, and what they take
/// and give. Those that undo tell whether there was anything to undo.
public final class AppActivities {
    private AppActivities() {}

    public record NewProject(String name, String brief) {}

    public record Project(String id) {}

    public record AgentPlan(String project, String role, String model) {}

    public record Agent(String id) {}

    public record AutomationPlan(String project, String schedule) {}

    public record Automations(List<String> ids) {}

    public record IndexPlan(String project, String language) {}

    public record Indexed(int documents) {}

    public static final ActivityType<NewProject, Project> CREATE_PROJECT =
            ActivityType.of("create-project", NewProject.class, Project.class)
                    .with(Presets.DATABASE_WRITE);

    public static final ActivityType<Project, Boolean> DELETE_PROJECT =
            ActivityType.of("delete-project", Project.class, Boolean.class)
                    .with(Presets.DATABASE_WRITE);

    public static final ActivityType<AgentPlan, Agent> CONFIGURE_AGENT =
            ActivityType.of("configure-agent", AgentPlan.class, Agent.class)
                    .with(Presets.AI_MODEL_CALL);

    public static final ActivityType<Agent, Boolean> REMOVE_AGENT =
            ActivityType.of("remove-agent", Agent.class, Boolean.class)
                    .with(Presets.DATABASE_WRITE);

    public static final ActivityType<AutomationPlan, Automations> SET_UP_AUTOMATIONS =
            ActivityType.of("set-up-automations", AutomationPlan.class, Automations.class)
                    .with(Presets.EXTERNAL_API);

    public static final ActivityType<Automations, Boolean> REMOVE_AUTOMATIONS =
            ActivityType.of("remove-automations", Automations.class, Boolean.class)
                    .with(Presets.EXTERNAL_API);

    public static final ActivityType<IndexPlan, Indexed> INDEX_FOR_SEARCH =
            ActivityType.of("index-for-search", IndexPlan.class, Indexed.class)
                    .with(Presets.SEARCH_INDEXING);

    public static final ActivityType<Project, Boolean> DROP_INDEX =
            ActivityType.of("drop-index", Project.class, Boolean.class)
                    .with(Presets.SEARCH_INDEXING);
}
