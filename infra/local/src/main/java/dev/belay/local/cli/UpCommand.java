package dev.belay.local.cli;

import dev.belay.api.access.AccessSettings;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.local.access.ServerFile;
import dev.belay.local.backend.Backend;
import dev.belay.local.host.Catalog;
import dev.belay.local.host.Faults;
import dev.belay.local.host.HostOptions;
import dev.belay.local.host.LaneOptions;
import dev.belay.local.host.SingleProcess;
import dev.belay.local.server.CurrentAccess;
import dev.belay.local.server.CurrentHooks;
import dev.belay.local.server.CurrentRuntime;
import dev.belay.local.server.UpApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Start the whole system in this process and serve its API, until Ctrl-C.",
            "Runs that were under way go on."
        })
final class UpCommand extends BelayCommand {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description =
                    "The port that the API is served on; 0 takes a free one. "
                            + "Default: ${DEFAULT-VALUE}")
    int port = 8080;

    @Option(
            names = "--lane",
            paramLabel = "NAME[=KIND]",
            description = {
                "A lane beside 'system' and 'automation'; repeatable. KIND is steady, as 'system'",
                "is, or elastic, as 'automation' is. Default: steady"
            })
    List<String> lanes = List.of();

    @Mixin AccessOptions access = new AccessOptions();
    @Mixin FaultOptions faults = new FaultOptions();

    /// Called when the API is served.
    Runnable whenReady = () -> {};

    @Override
    public Integer call() {
        Faults wanted = faults.parsed();
        List<LaneOptions> further = lanes.stream().map(LaneOptions::parse).toList();
        port = requireFree(access.address(), port);
        Path data = directory();
        Catalog catalog = Session.catalog(data);
        Backend backend = options.backend.open(data);
        SingleProcess process;
        AccessSettings settings;
        try {
            settings = access.settings(backend.records());
            process =
                    SingleProcess.start(
                            backend,
                            catalog,
                            HostOptions.of(Build.name())
                                    .andLanes(further)
                                    .withFaults(wanted)
                                    .withSecrets(Session.secrets(data)));
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
        var file = new ServerFile(data);
        CurrentAccess.set(backend.records(), settings);
        CurrentRuntime.set(process);
        CurrentHooks.set(process.hooks());
        UpApplication.serve(
                access.host,
                port,
                () -> {
                    file.write(
                            new ServerFile.Server(
                                    port,
                                    ProcessHandle.current().pid(),
                                    settings.localToken().orElse(null)));
                    greet(backend, catalog);
                    whenReady.run();
                },
                () -> {
                    file.delete();
                    CurrentHooks.set(null);
                    CurrentRuntime.set(null);
                    CurrentAccess.clear();
                    process.close();
                    backend.close();
                    if (!options.json) {
                        print("stopped; everything is kept in %s".formatted(data));
                    }
                });
        return Exit.OK;
    }

    private Path directory() {
        try {
            return Files.createDirectories(options.data);
        } catch (IOException e) {
            throw new BelayException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "the directory %s cannot be made; choose another with --data"
                            .formatted(options.data),
                    e);
        }
    }

    /// @return the port; a free one where it is 0
    /// @throws BelayException `PORT_IN_USE`
    private static int requireFree(InetAddress address, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BelayException(
                    ErrorCode.PORT_IN_USE,
                    "port %d of %s is in use (%s); stop what uses it, or choose another with --port"
                            .formatted(port, address.getHostAddress(), e.getMessage()),
                    e);
        }
    }

    private void greet(Backend backend, Catalog catalog) {
        if (options.json) {
            var document = new LinkedHashMap<String, Object>();
            document.put("url", "http://%s:%d".formatted(access.host, port));
            document.put("data", options.data.toString());
            document.put("backend", backend.name());
            document.put(
                    "workflows", catalog.workflows().stream().map(WorkflowType::name).toList());
            printJson(document);
            return;
        }
        String workflows =
                catalog.workflows().stream()
                        .map(WorkflowType::name)
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining(", "));
        print(
                "Belay is up: http://%s:%d/v1, data in %s (%s, %s)"
                        .formatted(
                                access.host,
                                port,
                                options.data,
                                backend.name(),
                                backend.durability()));
        print("console: http://%s:%d/console/".formatted(access.host, port));
        print("workflows: %s".formatted(workflows));
        print("try, in another shell:");
        print("  belay run app-build --input '{\"name\":\"shop\",\"brief\":\"sells tea\"}'");
        print(
                "  belay start approval --workflow-id holiday --input '{\"subject\":\"holiday\",\"approver\":\"ann\"}'");
        print(
                "  belay signal holiday decision --input '{\"approved\":true,\"by\":\"ann\",\"comment\":\"enjoy\"}'");
        print("  belay list");
        print("Ctrl-C stops it; runs go on when it is up again.");
    }
}
