package dev.belay.local.conformance;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.functions.http.AddressGuard;
import dev.belay.functions.http.HttpRequestActivity;
import dev.belay.functions.http.HttpSettings;
import dev.belay.json.JacksonPayloadCodec;
import io.cucumber.core.backend.ObjectFactory;
import io.cucumber.core.exception.CucumberException;
import io.cucumber.core.feature.FeatureWithLines;
import io.cucumber.core.options.RuntimeOptionsBuilder;
import io.cucumber.core.runtime.Runtime;
import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.Result;
import io.cucumber.plugin.event.TestCaseFinished;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Runs all scenarios of a file or of a directory.
public final class Conformance {
    private Conformance() {}

    /// How the engine keeps runs that wait.
    public enum Keeping {
        /// In memory.
        WARM,
        /// Not at all: each step is replayed.
        REPLAYED,
        /// In a snapshot of their state, taken at each step.
        RESTORED
    }

    /// @param why empty where it passed
    public record Outcome(String file, int line, String scenario, boolean passed, String why) {}

    /// @param tell gets each outcome as it comes
    /// @throws BelayException `INVALID_REQUEST` when there are no scenarios, or they cannot be read
    public static void run(Path features, Keeping keeping, Consumer<Outcome> tell) {
        var options =
                new RuntimeOptionsBuilder()
                        .addGlue(URI.create("classpath:/dev/belay/local/conformance"))
                        .setPublishQuiet(true)
                        .setThreads(1);
        for (Path file : files(features)) {
            options.addFeature(FeatureWithLines.create(file.toUri(), List.of()));
        }
        try (var stubs = new StubServices();
                var http =
                        new HttpRequestActivity(
                                HttpSettings.DEFAULT.withGuard(AddressGuard.open()),
                                new JacksonPayloadCodec(),
                                InstantSource.system())) {
            var scenarios = new Scenarios(stubs, http, keeping);
            Runtime.builder()
                    .withRuntimeOptions(options.build())
                    .withClassLoader(Conformance.class::getClassLoader)
                    .withObjectFactorySupplier(() -> scenarios)
                    .withAdditionalPlugins(listener(tell))
                    .build()
                    .run();
        } catch (CucumberException e) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "the scenarios in %s cannot be run: %s".formatted(features, e.getMessage()),
                    e);
        }
    }

    private static ConcurrentEventListener listener(Consumer<Outcome> tell) {
        return publisher ->
                publisher.registerHandlerFor(
                        TestCaseFinished.class, finished -> tell.accept(outcome(finished)));
    }

    private static Outcome outcome(TestCaseFinished finished) {
        var scenario = finished.getTestCase();
        Result result = finished.getResult();
        return new Outcome(
                Path.of(scenario.getUri()).getFileName().toString(),
                scenario.getLocation().getLine(),
                scenario.getName(),
                result.getStatus().isOk(),
                result.getStatus().isOk() ? "" : why(result));
    }

    private static String why(Result result) {
        Throwable error = result.getError();
        return switch (result.getStatus()) {
            case UNDEFINED -> "it has a sentence that means nothing here";
            case PASSED, SKIPPED, PENDING, AMBIGUOUS, FAILED, UNUSED ->
                    error == null
                            ? result.getStatus().toString()
                            : Objects.requireNonNullElse(error.getMessage(), error.toString());
        };
    }

    private static List<Path> files(Path features) {
        try (Stream<Path> files = Files.walk(features)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".feature")).sorted().toList();
            if (found.isEmpty()) {
                throw new BelayException(
                        ErrorCode.INVALID_REQUEST, "%s has no .feature files".formatted(features));
            }
            return found;
        } catch (IOException e) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST, "%s cannot be read".formatted(features), e);
        }
    }

    /// Gives each scenario a world of its own.
    private static final class Scenarios implements ObjectFactory {
        private final StubServices stubs;
        private final HttpRequestActivity http;
        private final Keeping keeping;
        private Steps steps;

        Scenarios(StubServices stubs, HttpRequestActivity http, Keeping keeping) {
            this.stubs = stubs;
            this.http = http;
            this.keeping = keeping;
            this.steps = fresh();
        }

        private Steps fresh() {
            return new Steps(new World(stubs, http, keeping));
        }

        @Override
        public void start() {
            steps = fresh();
        }

        @Override
        public void stop() {}

        @Override
        public boolean addClass(Class<?> glue) {
            return true;
        }

        @Override
        public <T> T getInstance(Class<T> type) {
            return type.cast(steps);
        }
    }
}
