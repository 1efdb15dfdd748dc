package dev.belay.examples.appbuild;

import static dev.belay.examples.world.Outages.in;

import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.activity.ActivityException;
import dev.belay.examples.appbuild.AppActivities.Agent;
import dev.belay.examples.appbuild.AppActivities.AgentPlan;
import dev.belay.examples.appbuild.AppActivities.AutomationPlan;
import dev.belay.examples.appbuild.AppActivities.Automations;
import dev.belay.examples.appbuild.AppActivities.IndexPlan;
import dev.belay.examples.appbuild.AppActivities.Indexed;
import dev.belay.examples.appbuild.AppActivities.NewProject;
import dev.belay.examples.appbuild.AppActivities.Project;
import dev.belay.examples.world.World;
import dev.belay.functions.support.ActivityRegistry;
import java.util.List;
import java.util.Set;

/// The activities' code. Ids are made from the idempotency key, so that a second attempt finds what
/// the first one made instead of making another.
public final class AppServices {
    private static final Set<String> MODELS = Set.of("small", "large");
    private static final Set<String> SCHEDULES = Set.of("hourly", "daily", "weekly");
    private static final Set<String> LANGUAGES = Set.of("en", "de", "fr");
    private static final List<String> DOCUMENTS = List.of("pages", "help", "data");

    private final World world;

    private AppServices(World world) {
        this.world = world;
    }

    public static void register(ActivityRegistry.Builder activities, World world) {
        var services = new AppServices(world);
        activities
                .add(AppActivities.CREATE_PROJECT, in(world, services::createProject))
                .add(AppActivities.DELETE_PROJECT, in(world, services::deleteProject))
                .add(AppActivities.CONFIGURE_AGENT, in(world, services::configureAgent))
                .add(AppActivities.REMOVE_AGENT, in(world, services::removeAgent))
                .add(AppActivities.SET_UP_AUTOMATIONS, in(world, services::setUpAutomations))
                .add(AppActivities.REMOVE_AUTOMATIONS, in(world, services::removeAutomations))
                .add(AppActivities.INDEX_FOR_SEARCH, in(world, services::indexForSearch))
                .add(AppActivities.DROP_INDEX, in(world, services::dropIndex));
    }

    private Project createProject(NewProject project, ActivityAttempt attempt) {
        if (!project.name().matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw ActivityException.permanent(
                    "project-name-refused",
                    "a project's name is 1 to 40 characters of a-z, 0-9 and '-'");
        }
        String id = "project-" + attempt.idempotencyKey();
        world.put("projects", id, project.name() + ": " + project.brief());
        return new Project(id);
    }

    private Boolean deleteProject(Project project, ActivityAttempt attempt) {
        return world.remove("projects", project.id());
    }

    private Agent configureAgent(AgentPlan plan, ActivityAttempt attempt) {
        requireOneOf(MODELS, plan.model(), "model-unknown", "the model provider has no such model");
        String id = "%s-%s".formatted(plan.role(), attempt.idempotencyKey());
        world.put(
                "agents",
                id,
                "%s of %s on %s".formatted(plan.role(), plan.project(), plan.model()));
        return new Agent(id);
    }

    private Boolean removeAgent(Agent agent, ActivityAttempt attempt) {
        return world.remove("agents", agent.id());
    }

    private Automations setUpAutomations(AutomationPlan plan, ActivityAttempt attempt) {
        requireOneOf(
                SCHEDULES,
                plan.schedule(),
                "schedule-unknown",
                "an automation has no such schedule");
        var ids =
                List.of("backup", "report").stream()
                        .map(name -> "%s-%s".formatted(name, attempt.idempotencyKey()))
                        .toList();
        ids.forEach(id -> world.put("automations", id, plan.schedule() + " for " + plan.project()));
        return new Automations(ids);
    }

    private Boolean removeAutomations(Automations automations, ActivityAttempt attempt) {
        return removeAll("automations", automations.ids());
    }

    private Indexed indexForSearch(IndexPlan plan, ActivityAttempt attempt) {
        for (String document : DOCUMENTS) {
            world.put("documents", plan.project() + "." + document, plan.language());
            // Only now does the service look at the language: what it wrote before stays.
            requireOneOf(
                    LANGUAGES, plan.language(), "language-unknown", "search has no such language");
        }
        return new Indexed(DOCUMENTS.size());
    }

    private Boolean dropIndex(Project project, ActivityAttempt attempt) {
        return removeAll(
                "documents",
                DOCUMENTS.stream().map(document -> project.id() + "." + document).toList());
    }

    private Boolean removeAll(String kind, List<String> ids) {
        return ids.stream().filter(id -> world.remove(kind, id)).count() > 0;
    }

    private static void requireOneOf(Set<String> known, String value, String type, String message) {
        if (!known.contains(value)) {
            throw ActivityException.permanent(
                    type, "%s; it has %s".formatted(message, known.stream().sorted().toList()));
        }
    }
}
