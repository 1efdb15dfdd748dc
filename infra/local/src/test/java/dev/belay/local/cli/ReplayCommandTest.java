package dev.belay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.decider.Payloads;
import dev.belay.core.engine.EngineOptions;
import dev.belay.core.engine.Heads;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.examples.approval.Approval;
import dev.belay.examples.approval.ApprovalRequest;
import dev.belay.examples.approval.ApprovalState;
import dev.belay.examples.approval.ApprovalStatus;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.local.backend.EmbeddedBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a build is told before it is deployed, in a store whose runs were begun by this code and by
/// other code of the same names.
class ReplayCommandTest {
    private static final Workspace SHOP = new Workspace("shop");
    private static final ApprovalStatus ANSWER =
            new ApprovalStatus(ApprovalState.APPROVED, "ann", "");
    private static final WorkflowType<ApprovalRequest, ApprovalStatus> OTHER_APPROVAL =
            other((context, _) -> {
                context.sleep(Duration.ofDays(3));
                return ANSWER;
            });
    private static final WorkflowType<ApprovalRequest, ApprovalStatus> CLOSED_APPROVAL =
            other((_, _) -> ANSWER);
    private static final WorkflowType<String, String> GONE =
            WorkflowType.of(
                    "gone",
                    String.class,
                    String.class,
                    () ->
                            (context, input) -> {
                                context.sleep(Duration.ofDays(3));
                                return input;
                            });

    @TempDir Path data = Path.of("");
    private int started;

    private static WorkflowType<ApprovalRequest, ApprovalStatus> other(
            Workflow<ApprovalRequest, ApprovalStatus> code) {
        return WorkflowType.of(
                Approval.TYPE.name(), ApprovalRequest.class, ApprovalStatus.class, () -> code);
    }

    private Shell.Outcome replay(String... arguments) {
        var line = new ArrayList<>(List.of("replay"));
        line.addAll(List.of(arguments));
        return new Shell(data).run(line.toArray(String[]::new));
    }

    private RunKey begin(EmbeddedBackend backend, Workspace workspace, WorkflowType<?, ?> type) {
        return begin(backend, workspace, type, "holiday");
    }

    private RunKey begin(
            EmbeddedBackend backend, Workspace workspace, WorkflowType<?, ?> type, String subject) {
        var payloads = new Payloads(new JacksonPayloadCodec(), backend.payloads());
        var engine =
                new Orchestrator(
                        backend.engine(),
                        new WorkflowRegistry(List.of(type), payloads),
                        EngineOptions.of("other"));
        var run = new RunKey(workspace, RunId.of(Instant.now(), 1, started++));
        Object input = type.equals(GONE) ? subject : ApprovalRequest.of(subject, "ann");
        var request =
                StartRequest.of(
                        new WorkflowId("id-" + started),
                        type.name(),
                        type.lane(),
                        payloads.write(workspace, "input", input));
        engine.advance(run, List.of(new RunMessage.Start(run, request)));
        return run;
    }

    @Test
    void a_build_that_continues_every_open_run_passes() {
        try (var backend = EmbeddedBackend.open(data)) {
            begin(backend, Workspace.DEFAULT, Approval.TYPE);
            begin(backend, SHOP, Approval.TYPE);
        }

        Shell.Outcome outcome = replay("--since", "7d");

        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(Exit.OK);
        assertThat(outcome.out()).contains("2 open runs replayed: this build continues them all");
    }

    @Test
    void runs_that_the_build_would_block_are_listed_with_the_reason() {
        RunKey misfit;
        try (var backend = EmbeddedBackend.open(data)) {
            begin(backend, Workspace.DEFAULT, Approval.TYPE);
            misfit = begin(backend, SHOP, OTHER_APPROVAL);
            begin(backend, Workspace.DEFAULT, GONE);
        }

        Shell.Outcome outcome = replay("--since", "7d");

        assertThat(outcome.exit()).isEqualTo(Exit.FAILED);
        assertThat(outcome.out())
                .contains(
                        misfit + "  RUNNING  approval version 1",
                        "recorded   StartTimer",
                        "attempted  ScheduleActivity ask-approver",
                        "no workflow 'gone' is registered here",
                        "3 open runs replayed: this build would block 2");
    }

    @Test
    void machines_are_told_the_same() {
        try (var backend = EmbeddedBackend.open(data)) {
            begin(backend, Workspace.DEFAULT, OTHER_APPROVAL);
        }

        var told = replay("--since", "1h", "--json").json();

        assertThat(told.get("replayed").asInt()).isEqualTo(1);
        assertThat(told.get("blocked").asInt()).isEqualTo(1);
        assertThat(told.get("runs").get(0).get("recorded").asText()).isEqualTo("StartTimer");
        assertThat(told.get("runs").get(0).get("workflow").asText()).isEqualTo("approval");
    }

    @Test
    void a_workflow_a_workspace_and_a_time_narrow_it() {
        try (var backend = EmbeddedBackend.open(data)) {
            begin(backend, Workspace.DEFAULT, Approval.TYPE);
            begin(backend, SHOP, GONE);
        }

        assertThat(replay("--since", "7d", "--workflow", "approval").exit()).isEqualTo(Exit.OK);
        assertThat(replay("--since", "7d", "--workspace", "default").exit()).isEqualTo(Exit.OK);
        assertThat(replay("--since", "7d", "--workspace", "shop").exit()).isEqualTo(Exit.FAILED);
        assertThat(replay("--since", Instant.now().plusSeconds(60).toString()).out())
                .contains("0 open runs replayed");
        assertThat(replay("--since", "2020-01-01").exit()).isEqualTo(Exit.FAILED);
    }

    @Test
    void closed_runs_are_replayed_where_that_is_asked_for() {
        try (var backend = EmbeddedBackend.open(data)) {
            begin(backend, Workspace.DEFAULT, CLOSED_APPROVAL);
        }

        assertThat(replay("--since", "7d").out()).contains("0 open runs replayed");
        Shell.Outcome outcome = replay("--since", "7d", "--all-statuses");

        assertThat(outcome.exit()).isEqualTo(Exit.FAILED);
        assertThat(outcome.out())
                .contains("COMPLETED", "recorded   CompleteRun", "1 runs replayed");
    }

    @Test
    void a_run_that_has_not_begun_needs_its_workflow_all_the_same() {
        try (var backend = EmbeddedBackend.open(data)) {
            for (String workflow : List.of("approval", "gone")) {
                var run = new RunKey(SHOP, RunId.of(Instant.now(), 1, started++));
                var request =
                        StartRequest.of(
                                new WorkflowId(workflow), workflow, Lane.SYSTEM, Payload.NULL);
                backend.engine().index().save(Heads.scheduled(run, request, Instant.now()));
            }
        }

        assertThat(replay("--since", "7d").out())
                .contains(
                        "gone version 0 (gone)", "2 open runs replayed: this build would block 1");
    }

    @Test
    void many_are_replayed_page_by_page_and_nothing_is_written() {
        List<RunKey> runs = new ArrayList<>();
        try (var backend = EmbeddedBackend.open(data)) {
            for (int i = 0; i < 450; i++) {
                runs.add(begin(backend, Workspace.DEFAULT, Approval.TYPE));
            }
            runs.add(begin(backend, Workspace.DEFAULT, OTHER_APPROVAL));
        }

        Shell.Outcome outcome = replay("--since", "7d");

        assertThat(outcome.out()).contains("451 open runs replayed: this build would block 1");
        try (var backend = EmbeddedBackend.open(data)) {
            for (RunKey run : runs) {
                assertThat(backend.engine().histories().read(run, 0, 10)).hasSize(1);
                assertThat(backend.engine().index().head(run).orElseThrow().reason()).isNull();
            }
        }
    }

    @Test
    void an_export_has_all_that_a_replay_takes_and_is_never_written_over() throws Exception {
        RunKey run;
        try (var backend = EmbeddedBackend.open(data)) {
            run = begin(backend, Workspace.DEFAULT, Approval.TYPE, "x".repeat(50_000));
        }
        Path file = data.resolve("run.jsonl");
        String id = run.runId().value();

        Shell.Outcome exported = new Shell(data).run("history", id, "--export", file.toString());

        assertThat(exported.exit()).as(exported.err()).isEqualTo(Exit.OK);
        assertThat(exported.out()).contains("1 batches and", "payloads in " + file);
        assertThat(replay(file.toString()).out()).contains("matches: 1 batches of run default/");
        assertThat(replay(file.toString(), "--json").json().get("matches").asBoolean()).isTrue();
        assertThat(new Shell(data).run("history", id, "--export", file.toString()).exit())
                .isEqualTo(Exit.USAGE);

        Files.writeString(file, Files.readString(file).replace("approval", "approvam"));
        assertThat(replay(file.toString()).err()).contains("BLY-2008");
    }

    @Test
    void what_to_replay_is_said_once() {
        assertThat(replay().exit()).isEqualTo(Exit.USAGE);
        assertThat(replay("run", "--since", "7d").exit()).isEqualTo(Exit.USAGE);
        assertThat(replay("run", "--all-statuses").exit()).isEqualTo(Exit.USAGE);
        assertThat(replay("--since", "soon").err()).contains("7d, 12h");
    }
}
