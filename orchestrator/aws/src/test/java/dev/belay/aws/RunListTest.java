package dev.belay.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunQuery;
import dev.belay.testkit.contract.Samples;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the contract cannot say about lists: which index they use, and what they cost.
class RunListTest {
    @Test
    void open_runs_are_found_without_looking_at_closed_ones() {
        try (var installation = new Installation()) {
            var workspace = Samples.workspace();
            IntStream.range(0, 20)
                    .mapToObj(_ -> Samples.head(Samples.run(workspace), 4))
                    .forEach(installation.ports.runs()::save);
            var open = Samples.openHead(Samples.run(workspace), 1);
            installation.ports.runs().save(open);
            var query =
                    RunQuery.all(workspace, 10)
                            .withStatuses(Set.of(RunStatus.RUNNING, RunStatus.SCHEDULED));

            var usage =
                    installation.usageOf(() ->
                            assertThat(installation.ports.runs().list(query).items())
                                    .containsExactly(open));

            assertThat(usage.requests())
                    .isEqualTo(Map.of("DynamoDb.Query", 2L, "DynamoDb.BatchGetItem", 1L));
            assertThat(usage.readUnits()).isLessThan(3);
        }
    }

    @Test
    void every_status_can_be_asked_for_whether_it_is_indexed_or_not() {
        try (var installation = new Installation()) {
            var workspace = Samples.workspace();
            for (RunStatus status : RunStatus.values()) {
                installation.ports.runs().save(withStatus(Samples.run(workspace), status));
            }

            for (RunStatus status : RunStatus.values()) {
                var query = RunQuery.all(workspace, 10).withStatuses(Set.of(status));
                assertThat(installation.ports.runs().list(query).items())
                        .extracting(RunHead::status)
                        .containsExactly(status);
            }
            var all = RunQuery.all(workspace, 10).withStatuses(Set.of(RunStatus.values()));
            assertThat(installation.ports.runs().list(all).items())
                    .hasSize(RunStatus.values().length);
        }
    }

    @Test
    void a_page_looks_at_no_more_runs_than_it_may_and_the_cursor_goes_on() {
        try (var installation = new Installation()) {
            var workspace = Samples.workspace();
            var oldest = Samples.head(Samples.run(workspace), 4);
            installation.ports.runs().save(oldest);
            for (int i = 0; i < RunList.HEADS_PER_ROUND; i++) {
                var later = Samples.runId(Samples.TIME.plusSeconds(60));
                installation.ports.runs().save(Samples.openHead(new RunKey(workspace, later), 1));
            }
            var table = new Table(installation.clients.dynamoDb(), installation.config.tableName());
            var query = RunQuery.all(workspace, 10).withStatuses(Set.of(oldest.status()));

            var first = new RunList(table, query, RunList.HEADS_PER_ROUND).page();
            var second =
                    new RunList(table, query.after(first.cursor()), RunList.HEADS_PER_ROUND).page();

            assertThat(first.items()).isEmpty();
            assertThat(first.cursor()).isNotNull();
            assertThat(second.items()).containsExactly(oldest);
            assertThat(second.cursor()).isNull();
        }
    }

    @Test
    void a_cursor_that_no_list_returned_is_refused() {
        var query = RunQuery.all(Samples.workspace(), 10).after("abc");

        assertThatThrownBy(() ->
                        EmulatedCloud.INSTANCE
                                .ports(EmulatedCloud.INSTANCE.newInstallation())
                                .runs()
                                .list(query))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    private static RunHead withStatus(RunKey run, RunStatus status) {
        var head = Samples.openHead(run, 1);
        return new RunHead(
                head.run(),
                head.workflowId(),
                head.workflow(),
                head.version(),
                head.lane(),
                status,
                head.startedAt(),
                status.isClosed() ? head.startedAt().plusSeconds(1) : null,
                head.asOf(),
                null,
                head.attributes(),
                head.memo(),
                head.tags(),
                head.parent(),
                head.next());
    }
}
