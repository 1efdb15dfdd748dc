package dev.belay.lambda;

import dev.belay.core.decider.Deciders;
import dev.belay.core.decider.Payloads;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.definition.schema.JsonSchemas;
import dev.belay.flow.FlowDeciders;
import dev.belay.flow.RoutingDeciders;
import dev.belay.flow.expression.Expressions;
import dev.belay.flow.schema.Schemas;
import dev.belay.flow.store.FlowReader;
import dev.belay.jq.JqExpressions;
import java.util.List;

/// All that a function can run: the workflows of its build, and what workspaces have published.
final class Catalog {
    private final List<WorkflowType<?, ?>> workflows;
    private final FlowReader flows;
    private final Expressions expressions = new JqExpressions();
    private final Schemas schemas = new JsonSchemas();

    Catalog(List<WorkflowType<?, ?>> workflows, FlowReader flows) {
        this.workflows = List.copyOf(workflows);
        this.flows = flows;
    }

    Deciders deciders(Payloads payloads) {
        return new RoutingDeciders(
                new WorkflowRegistry(workflows, payloads),
                new FlowDeciders(flows, expressions, schemas, payloads));
    }
}
