package dev.belay.testkit.simulation;

import dev.belay.core.model.WorkflowId;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.testkit.reference.ReferenceWorkflow;
import dev.belay.testkit.reference.ReferenceWorkflows;
import dev.belay.testkit.reference.Stimulus;
import dev.belay.testkit.reference.Stimulus.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// What is to happen in a world where nothing goes wrong: which runs, started and asked for what,
/// on which builds.
final class Script {
    private static final int RUNS_MAX = 2;

    private final List<Plan> plans;
    private final List<List<Stimulus>> disturbances;
    private final SplittableRandom random;
    private final Build oldBuild;
    private final Build newBuild;

    private Script(
            List<Plan> plans,
            List<List<Stimulus>> disturbances,
            SplittableRandom random,
            boolean oldLacksAll) {
        this.plans = plans;
        this.disturbances = disturbances;
        this.random = random;
        this.oldBuild =
                oldLacksAll ? new Build(1, List.of(), false) : new Build(1, types(true), true);
        this.newBuild = new Build(2, types(false), true);
    }

    static Script draw(SplittableRandom order, List<ReferenceWorkflow> workflows) {
        var plans = new ArrayList<Plan>();
        var disturbances = new ArrayList<List<Stimulus>>();
        int runs = order.nextInt(4) == 0 ? RUNS_MAX : 1;
        for (int i = 0; i < runs; i++) {
            var workflow = drawn(workflows, order);
            var plan = new Plan(workflow, new WorkflowId(workflow.name() + "-" + i));
            if (order.nextInt(12) == 0) {
                plan.delay = someTime(order);
            }
            if (order.nextInt(12) == 0) {
                plan.timeout = someTime(order);
            }
            plans.add(plan);
            disturbances.add(disturbance(order));
        }
        return new Script(plans, disturbances, order.split(), order.nextInt(4) == 0);
    }

    private static ReferenceWorkflow drawn(
            List<ReferenceWorkflow> workflows, SplittableRandom order) {
        var workflow = workflows.get(order.nextInt(workflows.size()));
        // One that costs as much as a hundred others has its turn less often.
        return workflow.isLarge() && order.nextInt(16) != 0
                ? workflows.get(order.nextInt(workflows.size()))
                : workflow;
    }

    /// Soon, or hours later.
    private static Duration someTime(SplittableRandom order) {
        return Duration.ofMillis(1L << order.nextInt(24));
    }

    /// Sometimes somebody interferes. Signals are such that nobody waits for, but that have to be
    /// seen.
    private static List<Stimulus> disturbance(SplittableRandom order) {
        Duration after = someTime(order);
        return switch (order.nextInt(12)) {
            case 0, 1 -> List.of(Stimulus.cancel(after));
            case 2 -> List.of(Stimulus.terminate(after));
            case 3, 4 -> Collections.nCopies(3, new Stimulus(after, Kind.SIGNAL, "noise"));
            default -> List.of();
        };
    }

    private List<WorkflowType<?, ?>> types(boolean old) {
        var types = new ArrayList<WorkflowType<?, ?>>(ReferenceWorkflows.children());
        for (Plan plan : plans) {
            var type = old ? plan.workflow.typeBefore() : plan.workflow.type();
            if (!plan.workflow.isFlow()
                    && types.stream().noneMatch(other -> other.name().equals(type.name()))) {
                types.add(type);
            }
        }
        return types;
    }

    List<Caller> callers(World world) {
        var callers = new ArrayList<Caller>();
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            callers.add(Caller.ofPlan(world, "caller " + (i + 1), plan, random.split()));
            if (!disturbances.get(i).isEmpty()) {
                callers.add(
                        Caller.disturbing(
                                world,
                                "operator " + (i + 1),
                                plan,
                                disturbances.get(i),
                                random.split()));
            }
        }
        return callers;
    }

    List<Plan> plans() {
        return plans;
    }

    /// A build that has code from before a change, or lacks workflows.
    Build oldBuild() {
        return oldBuild;
    }

    Build newBuild() {
        return newBuild;
    }

    /// The code of [#newBuild] under another number.
    Build build(int number) {
        return new Build(number, newBuild.types(), true);
    }
}
