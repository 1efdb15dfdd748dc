package dev.belay.local.cli;

import dev.belay.core.workflow.WorkflowType;
import dev.belay.examples.Examples;
import dev.belay.examples.world.DirectoryWorld;
import dev.belay.flow.slot.SlotWorkflow;
import dev.belay.functions.http.AddressGuard;
import dev.belay.functions.http.HttpRequest;
import dev.belay.functions.http.HttpRequestActivity;
import dev.belay.functions.http.HttpSettings;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.local.access.Keys;
import dev.belay.local.access.LocalRuns;
import dev.belay.local.access.OfflineRuntime;
import dev.belay.local.access.RemoteHttp;
import dev.belay.local.access.RemoteRuns;
import dev.belay.local.access.Runs;
import dev.belay.local.access.ServerFile;
import dev.belay.local.backend.Backend;
import dev.belay.local.backend.MemoryBackend;
import dev.belay.local.flow.HostSecrets;
import dev.belay.local.host.Catalog;
import dev.belay.local.host.Faults;
import dev.belay.local.host.HostOptions;
import dev.belay.local.host.SingleProcess;
import dev.belay.schedule.ScheduleWorkflow;
import dev.belay.webhook.store.SecretDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;

/// Where a command's runs are: in the system that is up on the data directory, or else in the store
/// there, opened by the command itself.
final class Session {
    private final CommonOptions options;

    Session(CommonOptions options) {
        this.options = options;
    }

    /// What this process can run.
    static Catalog catalog(Path data) {
        var workflows = new ArrayList<WorkflowType<?, ?>>(Examples.workflows());
        workflows.addAll(ScheduleWorkflow.types());
        workflows.addAll(SlotWorkflow.types());
        return new Catalog(
                workflows,
                activities ->
                        Examples.addActivities(
                                activities.add(HttpRequest.HTTP_REQUEST, http(data)),
                                new DirectoryWorld(data.resolve("world"))));
    }

    /// Services run beside this process as often as not: no address is forbidden.
    private static HttpRequestActivity http(Path data) {
        return new HttpRequestActivity(
                HttpSettings.DEFAULT.withGuard(AddressGuard.open()),
                new JacksonPayloadCodec(),
                InstantSource.system(),
                new HostSecrets(secrets(data)));
    }

    /// What deliveries are verified with, and requests of flows refer to.
    static SecretDirectory secrets(Path data) {
        return new SecretDirectory(data.resolve("secrets"));
    }

    Optional<ServerFile.Server> server() {
        return options.backend.isInDirectory()
                ? new ServerFile(options.data).find()
                : Optional.empty();
    }

    /// The API keys, wherever they are.
    Keys keys() {
        return server().map(server -> Keys.of(new RemoteHttp(server.port(), server.token())))
                .orElseGet(() -> Keys.in(options.backend.open(options.data)));
    }

    /// For looking and for leaving messages: nothing goes on unless a system is up.
    Runs look() {
        Optional<ServerFile.Server> server = server();
        if (server.isPresent()) {
            return new RemoteRuns(server.get(), options.workspace);
        }
        return offline(existing());
    }

    /// For leaving something in a store that may be new, where no system is up.
    Runs leave() {
        return offline(options.backend.open(options.data));
    }

    private Runs offline(Backend backend) {
        var runtime = new OfflineRuntime(backend, catalog(options.data), Build.name());
        return new LocalRuns(options.workspace, runtime, backend::close);
    }

    /// A look at a store must not make one.
    Backend existing() {
        return Files.isDirectory(options.data) || options.backend == BackendKind.AWS
                ? options.backend.open(options.data)
                : new MemoryBackend();
    }

    /// For work that has to go on while the command waits.
    Runs work(Faults faults) {
        Optional<ServerFile.Server> server = server();
        if (server.isPresent()) {
            return new RemoteRuns(server.get(), options.workspace);
        }
        Backend backend = options.backend.open(options.data);
        try {
            SingleProcess process =
                    SingleProcess.start(
                            backend,
                            catalog(options.data),
                            HostOptions.of(Build.name()).withFaults(faults));
            return new LocalRuns(
                    options.workspace,
                    process,
                    () -> {
                        process.close();
                        backend.close();
                    });
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
    }
}
