package dev.belay.local.flow;

import com.sun.net.httpserver.HttpServer;
import dev.belay.core.model.Workspace;
import dev.belay.definition.compile.CompilerOptions;
import dev.belay.definition.publish.DefinitionPublisher;
import dev.belay.embedded.EmbeddedOptions;
import dev.belay.functions.http.AddressGuard;
import dev.belay.functions.http.HttpRequest;
import dev.belay.functions.http.HttpRequestActivity;
import dev.belay.functions.http.HttpSettings;
import dev.belay.jq.JqExpressions;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.local.backend.EmbeddedBackend;
import dev.belay.local.host.Catalog;
import dev.belay.local.host.HostOptions;
import dev.belay.local.host.SingleProcess;
import dev.belay.schedule.ScheduleWorkflow;
import dev.belay.webhook.Trigger;
import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.store.InMemorySecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/// A host on a store in a directory, whose webhooks can be reached; also as a process of its own,
/// to be killed.
final class HookedHost implements AutoCloseable {
    static final String TRIGGER = "orders";

    private final EmbeddedBackend backend;
    private final SingleProcess process;

    HookedHost(Path store, InstantSource clock) {
        backend = EmbeddedBackend.open(EmbeddedOptions.in(store).withClock(clock));
        var secrets = new InMemorySecrets();
        secrets.put(Workspace.DEFAULT, TRIGGER, SignedDelivery.SECRET);
        process =
                SingleProcess.start(
                        backend,
                        new Catalog(
                                ScheduleWorkflow.types(),
                                activities -> activities.add(HttpRequest.HTTP_REQUEST, http())),
                        HostOptions.of("test").withSecrets(secrets));
    }

    private static HttpRequestActivity http() {
        return new HttpRequestActivity(
                HttpSettings.DEFAULT.withGuard(AddressGuard.open()),
                new JacksonPayloadCodec(),
                InstantSource.system());
    }

    SingleProcess process() {
        return process;
    }

    void publish(Path definition) throws IOException {
        new DefinitionPublisher(
                        CompilerOptions.of(new JqExpressions()),
                        process.flows(),
                        InstantSource.system())
                .publish(Workspace.DEFAULT, Files.readString(definition));
    }

    void trigger(String workflow, String input) {
        process.hooks()
                .registry()
                .put(
                        Trigger.of(Workspace.DEFAULT, TRIGGER, workflow, "github")
                                .withExpressions(new Trigger.Expressions(null, input, null, null)));
    }

    @Override
    public void close() {
        process.close();
        backend.close();
    }

    /// @param arguments the store, the definition, the trigger's workflow and its input
    public static void main(String... arguments) throws IOException {
        var host = new HookedHost(Path.of(arguments[0]), InstantSource.system());
        host.publish(Path.of(arguments[1]));
        host.trigger(arguments[2], arguments[3]);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    var answer =
                            host.process()
                                    .hooks()
                                    .webhooks()
                                    .handle(
                                            "default",
                                            TRIGGER,
                                            new WebhookRequest(
                                                    exchange.getRequestMethod(),
                                                    exchange.getRequestURI().toString(),
                                                    Map.copyOf(exchange.getRequestHeaders()),
                                                    exchange.getRequestBody().readAllBytes()));
                    exchange.sendResponseHeaders(answer.status(), 0);
                    try (var body = exchange.getResponseBody()) {
                        body.write(answer.body());
                    }
                });
        server.start();
        System.out.println("port " + server.getAddress().getPort());
    }

    static Process child(List<String> arguments) throws IOException {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(HookedHost.class.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
