package dev.belay.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalFunctionTest {
    private LocalFunction function;

    @BeforeEach
    void start(@TempDir Path directory) {
        function =
                new LocalFunction(
                        FunctionSettings.of(
                                        "f", Bootstrap.launch(directory), directory.resolve("log"))
                                .withTimeout(Duration.ofSeconds(5)));
    }

    @AfterEach
    void close() {
        function.close();
    }

    @Test
    void a_process_is_kept_for_the_next_event() throws InterruptedException {
        String first = returned("1");
        String second = returned("1");

        assertThat(first).isEqualTo(second).contains("\"event\":1");
    }

    @Test
    void what_the_function_throws_leaves_its_process_alive() throws InterruptedException {
        String before = returned("1");

        assertThat(invoke("\"throw\"")).isEqualTo(new Answer.Failed("Thrown", "as told"));

        assertThat(returned("1")).isEqualTo(before);
    }

    @Test
    void a_process_that_ends_is_followed_by_another() throws InterruptedException {
        String before = returned("1");

        assertThat(invoke("\"exit\""))
                .isInstanceOfSatisfying(
                        Answer.Crashed.class,
                        crashed -> assertThat(crashed.why()).contains("ended with 7"));

        assertThat(returned("1")).isNotEqualTo(before);
    }

    @Test
    void a_function_that_takes_too_long_is_killed() throws InterruptedException {
        returned("1");
        ProcessHandle process = function.processes().getFirst();

        assertThat(invoke("\"hang\"")).isEqualTo(new Answer.TimedOut());

        assertThat(process.isAlive()).isFalse();
        returned("1");
    }

    @Test
    void an_event_for_a_process_that_was_killed_while_it_waited_goes_to_another()
            throws InterruptedException {
        String before = returned("1");

        function.kill();

        assertThat(returned("1")).isNotEqualTo(before);
    }

    @Test
    void events_wait_for_their_turn() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = callers.submit(() -> returned("1"));
            var two = callers.submit(() -> returned("1"));

            assertThat(one.get()).isEqualTo(two.get());
        }
    }

    private String returned(String event) throws InterruptedException {
        return ((Answer.Returned) invoke(event)).text();
    }

    private Answer invoke(String event) throws InterruptedException {
        return function.invoke(event.getBytes(UTF_8));
    }
}
