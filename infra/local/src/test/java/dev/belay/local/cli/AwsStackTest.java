package dev.belay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: commands say what they need to know of a deployed stack, and never host one.
class AwsStackTest {
    @TempDir Path data = Path.of("");

    @Test
    void a_stack_has_to_be_named() {
        var outcome = new Shell(data).run("list", "--backend", "aws");

        assertThat(outcome.exit()).isEqualTo(Exit.ERROR);
        assertThat(outcome.err()).contains("BELAY_TABLE", "TableName");
    }

    @Test
    void its_template_is_checked() {
        var outcome = Shell.bare("lint-template", "../../template.yaml");

        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("keeps every rule");
    }

    @Test
    void its_bill_is_planned() {
        var outcome = Shell.bare("cost", "model", "--activities", "10", "--waits", "1");

        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("Step Functions Standard", "https://", "of $ 4.00")
                .doesNotContain("TOO MUCH");
    }

    @Test
    void a_receipt_needs_a_run() {
        var outcome = Shell.bare("cost");

        assertThat(outcome.exit()).isEqualTo(Exit.USAGE);
        assertThat(outcome.err()).contains("RUN");
    }

    @Test
    void what_it_costs_when_nothing_runs_is_counted() {
        var outcome = Shell.bare("cost", "idle", "../../template.yaml", "--json");

        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(outcome.json().path("dollars").asDouble()).isLessThan(5);
    }
}
