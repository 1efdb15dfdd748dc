package dev.belay.local.server;

import dev.belay.api.access.AccessSettings;
import dev.belay.api.access.ApiKeys;
import dev.belay.api.access.Role;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.examples.Examples;
import dev.belay.examples.world.MemoryWorld;
import dev.belay.functions.http.AddressGuard;
import dev.belay.functions.http.HttpRequest;
import dev.belay.functions.http.HttpRequestActivity;
import dev.belay.functions.http.HttpSettings;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.local.backend.Backend;
import dev.belay.local.host.Catalog;
import dev.belay.local.host.HostOptions;
import dev.belay.local.host.SingleProcess;
import dev.belay.schedule.ScheduleWorkflow;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A whole system behind the API, for as long as a test class runs.
record Installation(Backend backend, SingleProcess process) implements AutoCloseable {
    static Installation open(Backend backend, AccessSettings settings) {
        var workflows = new ArrayList<WorkflowType<?, ?>>(Examples.workflows());
        workflows.addAll(ScheduleWorkflow.types());
        SingleProcess process =
                SingleProcess.start(
                        backend,
                        new Catalog(
                                workflows,
                                activities ->
                                        Examples.addActivities(
                                                activities.add(HttpRequest.HTTP_REQUEST, http()),
                                                new MemoryWorld())),
                        HostOptions.of("test"));
        CurrentRuntime.set(process);
        CurrentAccess.set(backend.records(), settings);
        CurrentHooks.set(process.hooks());
        return new Installation(backend, process);
    }

    private static HttpRequestActivity http() {
        return new HttpRequestActivity(
                HttpSettings.DEFAULT.withGuard(AddressGuard.open()),
                new JacksonPayloadCodec(),
                InstantSource.system());
    }

    ApiKeys keys() {
        return new ApiKeys(backend.records(), InstantSource.system());
    }

    String key(String workspace, Role role) {
        @Nullable String secret = keys().create(workspace, role, null, "test", null).secret();
        return Objects.requireNonNull(secret);
    }

    @Override
    public void close() {
        CurrentHooks.set(null);
        CurrentRuntime.set(null);
        CurrentAccess.clear();
        process.close();
        backend.close();
    }
}
