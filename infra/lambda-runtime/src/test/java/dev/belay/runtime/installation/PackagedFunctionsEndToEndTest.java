package dev.belay.runtime.installation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.client.RunResult;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.runtime.Answer;
import dev.belay.runtime.installation.LocalInstallation.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a run goes through the functions as they are packaged, and survives the death of each.
///
/// Method: the archives of the build, native or not, in processes of their own behind the runtime
/// API; real requests to a site, real timers, real retries; processes are killed as by `kill -9`.
@Timeout(180)
class PackagedFunctionsEndToEndTest {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration VISIBILITY = Duration.ofSeconds(4);

    @TempDir private static Path directory;

    private static Site site;
    private static LocalInstallation installation;

    @BeforeAll
    static void start() throws IOException {
        site = new Site();
        installation =
                LocalInstallation.start(
                        Archives.of(Path.of(System.getProperty("belay.home"))),
                        new Options(
                                directory,
                                VISIBILITY,
                                Map.of(
                                        "BELAY_HTTP_NETWORKS",
                                        "127.0.0.0/8",
                                        "BELAY_HTTP_PORTS",
                                        Integer.toString(site.port()))));
    }

    @AfterAll
    static void stop() {
        installation.close();
        site.close();
    }

    @Test
    void a_run_with_a_retry_and_a_timer_completes() throws InterruptedException {
        site.reset(1);

        RunKey run = watch("retry-and-timer", 2, "PT1S");

        assertCompleted(run, 2);
        assertThat(site.requests()).as("one was refused and tried again").isEqualTo(3);
    }

    @Test
    void a_run_completes_though_its_orchestrator_is_killed() throws InterruptedException {
        site.reset(0);
        RunKey run = watch("killed-orchestrator", 3, "PT2S");
        site.awaitRequests(2);

        installation.orchestrator().kill();

        assertCompleted(run, 3);
    }

    @Test
    void a_run_completes_though_an_attempt_dies_with_its_function() throws InterruptedException {
        site.reset(0);
        site.hold();
        RunKey run = watch("killed-attempt", 2, "PT1S");
        site.awaitRequests(1);

        installation.httpRequest().kill();
        site.release();

        assertCompleted(run, 2);
        assertThat(site.requests()).as("the lost attempt was made again").isEqualTo(3);
    }

    @Test
    void the_sweep_answers_its_schedule() throws InterruptedException {
        Answer answer = installation.sweep().invoke("{\"detail\":{}}".getBytes(UTF_8));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Returned.class,
                        returned -> assertThat(returned.text()).isEqualTo("{\"sent\":0}"));
    }

    private static RunKey watch(String id, int times, String pause) {
        String input =
                "{\"url\":\"http://127.0.0.1:%d/\",\"times\":%d,\"pause\":\"%s\"}"
                        .formatted(site.port(), times, pause);
        var request =
                StartRequest.of(
                        new WorkflowId(id), "site-watch", Lane.SYSTEM, Payload.Inline.of(input));
        return installation.client().start(Workspace.DEFAULT, request).run();
    }

    private static void assertCompleted(RunKey run, int looks) throws InterruptedException {
        RunResult result = installation.client().result(run, PATIENCE);
        assertThat(result.status()).as(result::toString).isEqualTo(RunStatus.COMPLETED);
        assertThat(result.result())
                .isInstanceOfSatisfying(
                        Payload.Inline.class,
                        inline ->
                                assertThat(inline.text())
                                        .startsWith(
                                                "{\"statuses\":[200"
                                                        + ",200".repeat(looks - 1)
                                                        + "],"));
    }
}
