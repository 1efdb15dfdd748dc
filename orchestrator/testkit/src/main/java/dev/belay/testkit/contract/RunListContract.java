package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.error.BelayException;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunIndex;
import dev.belay.core.port.RunQuery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a [RunIndex] promises about lists: newest first, only what was asked for, all of it over
/// the pages, and never anything of another workspace.
///
/// A page may be short, even empty, before the last: a store may filter after it has cut the page.
public abstract class RunListContract {
    private static final Instant START = Samples.TIME.truncatedTo(ChronoUnit.MILLIS);
    private static final RunStatus[] STATUSES = RunStatus.values();

    /// The index under test, the same one throughout a test.
    protected abstract RunIndex index();

    @Test
    void a_workspace_without_runs_lists_nothing() {
        assertThat(all(RunQuery.all(Samples.workspace(), 10))).isEmpty();
    }

    @Test
    void a_list_is_newest_first_and_whole_over_its_pages() {
        var workspace = Samples.workspace();
        var saved = saveVaried(workspace, 25);

        for (int limit : new int[] {1, 7, 25, 100}) {
            assertThat(all(RunQuery.all(workspace, limit))).as("%d", limit).isEqualTo(saved);
        }
    }

    @Test
    void runs_of_the_same_moment_are_all_listed() {
        var workspace = Samples.workspace();
        var runs = new HashSet<RunKey>();
        for (int i = 0; i < 10; i++) {
            var run = Samples.run(workspace);
            index().save(Samples.openHead(run, 1));
            runs.add(run);
        }

        assertThat(all(RunQuery.all(workspace, 3)).stream().map(RunHead::run))
                .containsExactlyInAnyOrderElementsOf(runs);
    }

    @Test
    void each_filter_lets_through_exactly_what_it_names() {
        var workspace = Samples.workspace();
        var saved = saveVaried(workspace, 40);
        var everything = RunQuery.all(workspace, 6);
        var queries =
                List.of(
                        everything.withStatuses(EnumSet.of(RunStatus.RUNNING)),
                        everything.withStatuses(EnumSet.of(RunStatus.FAILED, RunStatus.BLOCKED)),
                        everything.withStatuses(EnumSet.allOf(RunStatus.class)),
                        everything.withWorkflow("refund"),
                        everything.withWorkflow("refun"),
                        everything.withWorkflowId(new WorkflowId("order #2")),
                        everything.withTag("vip"),
                        everything.withTag("vi"),
                        everything.withAttributes(Map.of("plan", "élite")),
                        everything.withAttributes(Map.of("plan", "élite", "customer", "c-1")),
                        everything.withAttributes(Map.of("plan", "none")),
                        everything.startedBetween(START.plusSeconds(10), null),
                        everything.startedBetween(null, START.plusSeconds(10)),
                        everything.startedBetween(START.plusSeconds(5), START.plusSeconds(9)),
                        everything.startedBetween(START.plusSeconds(5), START.plusSeconds(5)));

        for (RunQuery query : queries) {
            assertThat(all(query))
                    .as(query.toString())
                    .isEqualTo(saved.stream().filter(query::matches).toList());
        }
    }

    @Test
    void filters_narrow_together() {
        var workspace = Samples.workspace();
        var saved = saveVaried(workspace, 80);
        var query =
                RunQuery.all(workspace, 2)
                        .withStatuses(EnumSet.of(RunStatus.RUNNING, RunStatus.COMPLETED))
                        .withWorkflow("checkout")
                        .withTag("vip")
                        .withAttributes(Map.of("customer", "c-0"))
                        .startedBetween(START, START.plusSeconds(70));

        var expected = saved.stream().filter(query::matches).toList();

        assertThat(expected).isNotEmpty();
        assertThat(all(query)).isEqualTo(expected);
    }

    @Test
    void a_run_that_changes_its_status_is_listed_once_under_the_new_one() {
        var workspace = Samples.workspace();
        var run = Samples.run(workspace);
        var open = Samples.openHead(run, 1);
        var closed =
                new RunHead(
                        run,
                        open.workflowId(),
                        open.workflow(),
                        open.version(),
                        open.lane(),
                        RunStatus.COMPLETED,
                        open.startedAt(),
                        open.startedAt().plusSeconds(5),
                        2,
                        null,
                        Map.of("plan", "élite"),
                        Map.of(),
                        Set.of("vip"),
                        null,
                        null);
        index().save(open);
        index().save(closed);
        index().save(open);

        var everything = RunQuery.all(workspace, 10);
        assertThat(all(everything)).containsExactly(closed);
        assertThat(all(everything.withStatuses(Set.of(RunStatus.RUNNING)))).isEmpty();
        assertThat(all(everything.withStatuses(Set.of(RunStatus.COMPLETED))))
                .containsExactly(closed);
        assertThat(all(everything.withTag("vip"))).containsExactly(closed);
    }

    @Test
    void nothing_of_another_workspace_is_ever_listed() {
        var workspace = Samples.workspace();
        var others =
                List.of(
                        new Workspace(workspace.name() + "-2"),
                        new Workspace(workspace.name() + ".x"),
                        new Workspace(workspace.name() + "_"),
                        Samples.workspace());
        var saved = saveVaried(workspace, 12);
        others.forEach(other -> saveVaried(other, 12));

        assertThat(all(RunQuery.all(workspace, 5))).isEqualTo(saved);
        assertThat(all(RunQuery.all(workspace, 5).withWorkflow("checkout")))
                .allMatch(head -> head.run().workspace().equals(workspace));
        assertThat(all(RunQuery.all(workspace, 5).withStatuses(Set.of(RunStatus.RUNNING))))
                .allMatch(head -> head.run().workspace().equals(workspace));
    }

    @Test
    void a_cursor_of_another_workspace_leads_nowhere_else() {
        var workspace = Samples.workspace();
        var other = Samples.workspace();
        saveVaried(workspace, 6);
        saveVaried(other, 6);
        String cursor = index().list(RunQuery.all(other, 2)).cursor();

        assertThat(cursor).isNotNull();
        try {
            var page = index().list(RunQuery.all(workspace, 10).after(cursor));
            assertThat(page.items()).allMatch(head -> head.run().workspace().equals(workspace));
        } catch (BelayException refused) {
            assertThat(refused).hasMessageContaining("cursor");
        }
    }

    @Test
    void open_runs_of_all_workspaces_are_listed_oldest_first_over_the_pages() {
        var first = Samples.workspace();
        var second = Samples.workspace();
        var third = new Workspace(first.name() + "-2");
        var workspaces = Set.of(first, second, third);
        var expected = new ArrayList<RunHead>();
        for (Workspace workspace : workspaces) {
            saveVaried(workspace, 20).stream()
                    .filter(head -> !head.status().isClosed())
                    .forEach(expected::add);
        }

        for (int limit : new int[] {1, 7, 100}) {
            var open = open(limit, workspaces);
            assertThat(open).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(open).isSortedAccordingTo(Comparator.comparing(RunHead::startedAt));
        }
    }

    @Test
    void a_run_that_closes_leaves_the_open_runs_and_one_that_is_redriven_returns() {
        var workspace = Samples.workspace();
        var run = Samples.run(workspace);
        var open = Samples.openHead(run, 1);
        var closed = Samples.head(run, 2);
        assertThat(closed.status().isClosed()).isTrue();
        index().save(open);
        assertThat(open(100, Set.of(workspace))).containsExactly(open);

        index().save(closed);
        assertThat(open(100, Set.of(workspace))).isEmpty();

        var again = Samples.openHead(run, 3);
        index().save(again);
        assertThat(open(100, Set.of(workspace))).containsExactly(again);
    }

    @Test
    void an_open_run_that_changes_its_status_is_listed_once_as_it_is_now() {
        var workspace = Samples.workspace();
        var run = Samples.run(workspace);
        index().save(Samples.openHead(run, 0));
        var blocked = withStatus(Samples.openHead(run, 2), RunStatus.BLOCKED);

        index().save(blocked);

        assertThat(open(100, Set.of(workspace))).containsExactly(blocked);
    }

    /// The open runs of some workspaces: others may be in the store, too.
    private List<RunHead> open(int limit, Set<Workspace> workspaces) {
        var heads = new ArrayList<RunHead>();
        String cursor = null;
        for (int pages = 0; pages < 10_000; pages++) {
            Page<RunHead> page = index().openRuns(limit, cursor);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            page.items().stream()
                    .filter(head -> workspaces.contains(head.run().workspace()))
                    .forEach(heads::add);
            cursor = page.cursor();
            if (cursor == null) {
                return heads;
            }
        }
        throw new AssertionError("after 10000 pages there is still a cursor");
    }

    private static RunHead withStatus(RunHead head, RunStatus status) {
        return new RunHead(
                head.run(),
                head.workflowId(),
                head.workflow(),
                head.version(),
                head.lane(),
                status,
                head.startedAt(),
                head.closedAt(),
                head.asOf(),
                head.reason(),
                head.attributes(),
                head.memo(),
                head.tags(),
                head.parent(),
                head.next());
    }

    /// Walks all pages of a query.
    private List<RunHead> all(RunQuery query) {
        var heads = new ArrayList<RunHead>();
        RunQuery next = query;
        for (int pages = 0; pages < 1_000; pages++) {
            Page<RunHead> page = index().list(next);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(query.limit());
            heads.addAll(page.items());
            if (page.cursor() == null) {
                return heads;
            }
            next = query.after(page.cursor());
        }
        throw new AssertionError("after 1000 pages there is still a cursor");
    }

    /// Saves heads that differ in all that a list can filter by, a second apart.
    ///
    /// @return newest first
    private List<RunHead> saveVaried(Workspace workspace, int count) {
        var heads = new ArrayList<RunHead>();
        for (int i = 0; i < count; i++) {
            // Not in the order of time: 7 has no divisor in common with any count used here.
            heads.add(varied(workspace, i * 7 % count));
        }
        heads.forEach(index()::save);
        heads.sort(Comparator.comparing(RunHead::startedAt).reversed());
        return heads;
    }

    private static RunHead varied(Workspace workspace, int i) {
        Instant startedAt = START.plusSeconds(i);
        RunStatus status = STATUSES[i % STATUSES.length];
        return new RunHead(
                new RunKey(workspace, Samples.runId(startedAt)),
                new WorkflowId("order #" + i / 4),
                i % 3 == 0 ? "refund" : "checkout",
                1,
                Samples.openHead(Samples.run(), 1).lane(),
                status,
                startedAt,
                status.isClosed() ? startedAt.plusSeconds(60) : null,
                1,
                null,
                i % 2 == 0 ? Map.of("plan", "élite", "customer", "c-" + i % 4) : Map.of(),
                Map.of(),
                i % 4 == 1 ? Set.of() : Set.of("vip", "t-" + i),
                null,
                null);
    }
}
