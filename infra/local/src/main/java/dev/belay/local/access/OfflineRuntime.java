package dev.belay.local.access;

import dev.belay.api.HookRuntime;
import dev.belay.api.lanes.QueueView;
import dev.belay.core.client.Ids;
import dev.belay.core.client.QueryService;
import dev.belay.core.client.RunClient;
import dev.belay.core.client.RunRepair;
import dev.belay.core.decider.Deciders;
import dev.belay.core.decider.Payloads;
import dev.belay.core.engine.RunLoader;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.definition.compile.CompilerOptions;
import dev.belay.definition.schema.JsonSchemas;
import dev.belay.flow.FlowDeciders;
import dev.belay.flow.RoutingDeciders;
import dev.belay.flow.store.FlowStore;
import dev.belay.jq.JqExpressions;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.local.backend.Backend;
import dev.belay.local.flow.Compilers;
import dev.belay.local.flow.FlowKeeper;
import dev.belay.local.flow.FlowRuntime;
import dev.belay.local.flow.KeptFlows;
import dev.belay.local.host.Catalog;
import dev.belay.local.host.LocalHooks;
import dev.belay.webhook.event.Listeners;
import dev.belay.webhook.store.InMemorySecrets;
import java.security.SecureRandom;
import java.util.List;

/// A store that nobody serves: one can look and leave messages, but nothing goes on.
public final class OfflineRuntime implements FlowRuntime {
    private final Backend backend;
    private final Payloads payloads;
    private final Deciders workflows;
    private final RunLoader loader;

    public OfflineRuntime(Backend backend, Catalog catalog, String build) {
        this.backend = backend;
        payloads = new Payloads(new JacksonPayloadCodec(), backend.payloads());
        workflows =
                new RoutingDeciders(
                        new WorkflowRegistry(catalog.workflows(), payloads),
                        new FlowDeciders(
                                backend.flows(), new JqExpressions(), new JsonSchemas(), payloads));
        loader = new RunLoader(backend.engine().histories(), workflows, build);
    }

    @Override
    public RunClient client() {
        return new RunClient(
                backend.client(), new Ids(backend.client().clock(), new SecureRandom()));
    }

    @Override
    public RunRepair repair() {
        return new RunRepair(backend.client(), client());
    }

    @Override
    public QueryService queries() {
        return new QueryService(loader);
    }

    @Override
    public Deciders workflows() {
        return workflows;
    }

    @Override
    public FlowStore flows() {
        var keeper =
                new FlowKeeper(
                        backend.flows(),
                        backend.records(),
                        hooks().triggers(),
                        client(),
                        queries(),
                        payloads);
        return new KeptFlows(backend.flows(), keeper, backend.isServed());
    }

    /// No delivery is verified here, so no secret is needed.
    @Override
    public HookRuntime hooks() {
        RunClient client = client();
        return new LocalHooks(
                client,
                payloads,
                backend.records(),
                new InMemorySecrets(),
                new Listeners(client, payloads, backend.flows()));
    }

    @Override
    public CompilerOptions compiler() {
        return Compilers.options();
    }

    @Override
    public List<QueueView> depths() {
        return backend.depths();
    }

    @Override
    public Payloads payloads() {
        return payloads;
    }

    @Override
    public TaskQueues queues() {
        return backend.client().queues();
    }
}
