package dev.belay.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.api.access.AccessSettings;
import dev.belay.api.access.Role;
import dev.belay.local.backend.EmbeddedBackend;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console, served by the whole system and walked in a real browser.
@QuarkusTest
class ConsoleTest {
    private static final Path CONSOLE = Path.of("..", "..", "functions", "console");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();
    private static final long MINUTES_MAX = 6;

    @TempDir static @Nullable Path data;
    private static @Nullable Installation installation;

    @BeforeAll
    static void open() {
        installation =
                Installation.open(
                        EmbeddedBackend.open(Objects.requireNonNull(data)), AccessSettings.LOCAL);
    }

    @AfterAll
    static void close() {
        Objects.requireNonNull(installation).close();
    }

    private static HttpResponse<String> get(String path, String accept) throws Exception {
        var address = URI.create("http://localhost:%d%s".formatted(RestAssured.port, path));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(address).header("Accept", accept).build(),
                    BodyHandlers.ofString());
        }
    }

    @Test
    void a_browser_is_led_to_the_console_and_a_program_is_not() throws Exception {
        HttpResponse<String> led = get("/", "text/html,application/xhtml+xml");
        assertThat(led.statusCode()).isEqualTo(302);
        assertThat(led.headers().firstValue("Location")).hasValue("/console/");
        assertThat(get("/", "application/json").statusCode()).isEqualTo(404);
    }

    @Test
    void pages_run_no_scripts_but_their_own_and_are_asked_for_anew() throws Exception {
        HttpResponse<String> page = get("/console/", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .contains("connect-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().allValues("Cache-Control")).containsExactly("no-cache");
    }

    @Test
    void the_console_works_in_a_browser() throws Exception {
        walk(Map.of());
        assertThat(SCREENSHOTS.resolve("run-completed.png")).exists();
    }

    @Test
    void who_has_a_key_sees_what_it_is_for() throws Exception {
        Installation system = Objects.requireNonNull(installation);
        CurrentAccess.set(system.backend().records(), AccessSettings.KEYS_ONLY);
        try {
            walk(Map.of("BELAY_E2E_KEY", system.key("default", Role.VIEWER)));
        } finally {
            CurrentAccess.set(system.backend().records(), AccessSettings.LOCAL);
        }
    }

    private static void walk(Map<String, String> environment) throws Exception {
        assumeTrue(hasBrowser(), "there is no Chromium: the console was not tried in a browser");
        assumeTrue(
                Files.exists(CONSOLE.resolve("node_modules/playwright-core")),
                "there is no npm: the console is not part of this build");
        Path said = Files.createTempFile(Path.of("target"), "console", ".txt");
        var walk =
                new ProcessBuilder(
                                "node",
                                "e2e/run.mjs",
                                "http://127.0.0.1:" + RestAssured.port,
                                SCREENSHOTS.toString())
                        .directory(CONSOLE.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        walk.environment().putAll(environment);
        Process process = walk.start();
        try {
            boolean ended = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
            assertThat(ended).as(() -> read(said)).isTrue();
            assertThat(process.exitValue()).as(() -> read(said)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean hasBrowser() {
        return System.getenv("BELAY_CHROMIUM") != null
                || Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> new File("/usr/bin", name))
                        .anyMatch(File::canExecute);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
