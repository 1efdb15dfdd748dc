package dev.belay.runtime.installation;

import dev.belay.core.client.RunClient;
import dev.belay.core.model.Lane;
import dev.belay.core.model.TaskQueue;
import dev.belay.runtime.EventSourceMapping;
import dev.belay.runtime.FunctionSettings;
import dev.belay.runtime.Launch;
import dev.belay.runtime.LocalFunction;
import dev.belay.runtime.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The lane `system` of a stack: its functions as they are packaged, each in a process of its own,
/// with the queues that feed them and the minute that drives the sweep.
public final class LocalInstallation implements AutoCloseable {
    private static final TaskQueue WORKFLOW_TASKS = TaskQueue.orchestrator(Lane.SYSTEM);
    private static final TaskQueue HTTP_REQUESTS = new TaskQueue(Lane.SYSTEM, "http-request");
    private static final Duration HTTP_TIMEOUT = Duration.ofMinutes(2);

    private final LocalCloud cloud;
    private final LocalFunction orchestrator;
    private final LocalFunction httpRequest;
    private final LocalFunction sweep;
    private final List<AutoCloseable> sources;

    /// @param directory gets the unpacked functions and what they print
    /// @param visibility after how long a message comes again whose function died; six times the
    ///   function's timeout in an account
    /// @param variables for all functions, besides what they need to find each other
    public record Options(Path directory, Duration visibility, Map<String, String> variables) {
        public Options {
            variables = Map.copyOf(variables);
        }
    }

    private LocalInstallation(LocalCloud cloud, Archives archives, Options options) {
        this.cloud = cloud;
        Path directory = options.directory();
        var engine = Launch.of(archives.orchestrator(), directory.resolve("orchestrator"));
        var activities = Launch.of(archives.activities(), directory.resolve("activities"));
        this.orchestrator =
                new LocalFunction(
                        settings("orchestrator", engine, options)
                                .withTimeout(Duration.ofMinutes(1)));
        this.sweep =
                new LocalFunction(
                        settings("timer-sweep", engine, options)
                                .withTimeout(Duration.ofMinutes(1)));
        this.httpRequest =
                new LocalFunction(
                        settings("http-request", activities, options).withTimeout(HTTP_TIMEOUT));
        this.sources =
                List.of(
                        EventSourceMapping.start(cloud.sqs(), of(WORKFLOW_TASKS), orchestrator),
                        EventSourceMapping.start(cloud.sqs(), of(HTTP_REQUESTS), httpRequest),
                        Ticker.every(Duration.ofMinutes(1), sweep));
    }

    /// Until closed.
    public static LocalInstallation start(Archives archives, Options options) {
        var cloud = LocalCloud.start(List.of(WORKFLOW_TASKS, HTTP_REQUESTS), options.visibility());
        try {
            return new LocalInstallation(cloud, archives, options);
        } catch (RuntimeException e) {
            cloud.close();
            throw e;
        }
    }

    private FunctionSettings settings(String export, Launch launch, Options options) {
        var variables = new LinkedHashMap<>(cloud.environment());
        variables.put("QUARKUS_FUNQY_EXPORT", export);
        variables.putAll(options.variables());
        return FunctionSettings.of(export, launch, options.directory().resolve(export + ".log"))
                .withEnvironment(variables);
    }

    private static EventSourceMapping.Settings of(TaskQueue queue) {
        return EventSourceMapping.Settings.of(LocalCloud.NAME + "-" + queue);
    }

    /// Starts runs and waits for them.
    public RunClient client() {
        return cloud.client();
    }

    public LocalFunction orchestrator() {
        return orchestrator;
    }

    public LocalFunction httpRequest() {
        return httpRequest;
    }

    public LocalFunction sweep() {
        return sweep;
    }

    @Override
    public void close() {
        try {
            for (AutoCloseable source : sources) {
                source.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("a source does not close", e);
        } finally {
            orchestrator.close();
            httpRequest.close();
            sweep.close();
            cloud.close();
        }
    }
}
