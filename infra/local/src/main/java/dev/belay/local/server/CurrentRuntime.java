package dev.belay.local.server;

import dev.belay.api.HookRuntime;
import dev.belay.api.lanes.QueueView;
import dev.belay.core.client.QueryService;
import dev.belay.core.client.RunClient;
import dev.belay.core.client.RunRepair;
import dev.belay.core.decider.Deciders;
import dev.belay.core.decider.Payloads;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.port.TaskQueues;
import dev.belay.definition.compile.CompilerOptions;
import dev.belay.flow.store.FlowStore;
import dev.belay.local.flow.FlowRuntime;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the API serves: the system of this process, which is opened before the server and closed
/// after it.
@Singleton
public class CurrentRuntime implements FlowRuntime {
    private static volatile @Nullable FlowRuntime current;

    /// @param runtime null when there is none any more
    public static void set(@Nullable FlowRuntime runtime) {
        current = runtime;
    }

    private static FlowRuntime current() {
        FlowRuntime runtime = current;
        if (runtime == null) {
            throw new BelayException(
                    ErrorCode.STORE_UNAVAILABLE, "the system is starting or stopping; ask again");
        }
        return runtime;
    }

    @Override
    public RunClient client() {
        return current().client();
    }

    @Override
    public RunRepair repair() {
        return current().repair();
    }

    @Override
    public QueryService queries() {
        return current().queries();
    }

    @Override
    public Deciders workflows() {
        return current().workflows();
    }

    @Override
    public Payloads payloads() {
        return current().payloads();
    }

    @Override
    public FlowStore flows() {
        return current().flows();
    }

    @Override
    public CompilerOptions compiler() {
        return current().compiler();
    }

    @Override
    public List<QueueView> depths() {
        return current().depths();
    }

    @Override
    public HookRuntime hooks() {
        return current().hooks();
    }

    @Override
    public TaskQueues queues() {
        return current().queues();
    }
}
