package dev.belay.api;

import dev.belay.core.client.QueryService;
import dev.belay.core.client.RunClient;
import dev.belay.core.client.RunRepair;
import dev.belay.core.decider.Deciders;
import dev.belay.core.decider.Payloads;
import dev.belay.core.port.TaskQueues;

/// What the API needs of the process that serves it.
public interface ApiRuntime {
    RunClient client();

    QueryService queries();

    /// Resumes closed runs.
    RunRepair repair();

    /// What can be started.
    Deciders workflows();

    Payloads payloads();

    TaskQueues queues();
}
