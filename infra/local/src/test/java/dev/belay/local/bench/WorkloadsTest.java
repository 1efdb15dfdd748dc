package dev.belay.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.local.backend.EmbeddedBackend;
import dev.belay.local.backend.MemoryBackend;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadsTest {
    @TempDir Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"W1", "W2", "W3", "W4", "W5", "W6", "W7", "LANES"})
    void each_workload_measures_something_on_the_embedded_store(String name) throws Exception {
        List<Measure> measures =
                Workloads.run(
                        name,
                        new Bench(
                                "embedded", true, EmbeddedBackend::open, directory, 0.01, _ -> {}));

        assertThat(measures).isNotEmpty();
        assertThat(measures)
                .allSatisfy(measure -> {
                    assertThat(measure.workload()).isEqualTo(name);
                    assertThat(measure.backend()).isEqualTo("embedded");
                    assertThat(measure.durability()).isEqualTo("synced");
                    assertThat(measure.value()).isNotNaN();
                });
    }

    @Test
    void no_activity_is_missing_after_a_kill() throws Exception {
        var bench = new Bench("embedded", true, EmbeddedBackend::open, directory, 0.1, _ -> {});

        assertThat(Workloads.run("W6", bench))
                .filteredOn(measure -> measure.target() == 0)
                .hasSize(2)
                .allMatch(Measure::isMet);
    }

    @Test
    void memory_is_measured_where_nothing_must_be_kept() throws Exception {
        var bench = new Bench("memory", false, _ -> new MemoryBackend(), directory, 0.01, _ -> {});

        assertThat(Workloads.run("W1", bench)).hasSize(2);
        assertThat(Workloads.run("W6", bench)).isEmpty();
    }

    @Test
    void a_measure_is_one_line_of_json() throws Exception {
        var measure =
                new Measure(
                        "W4", "median", "ms", 0.5, 1, Measure.Better.LOWER, "embedded", "synced");

        var json = new JsonMapper().readTree(measure.toJson());

        assertThat(measure.toJson()).hasLineCount(1);
        assertThat(json.get("workload").asText()).isEqualTo("W4");
        assertThat(json.get("better").asText()).isEqualTo("lower");
        assertThat(json.get("met").asBoolean()).isTrue();
    }

    @Test
    void an_activity_returns_200_bytes() {
        byte[] json = new JacksonPayloadCodec().write(Workflows.Receipt.of("some key"));

        assertThat(json).hasSize(200);
    }
}
