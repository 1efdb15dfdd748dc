package dev.belay.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.codec.HistoryFields;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.history.HistoryEvent.DecisionSplit;
import dev.belay.core.history.HistoryEvent.RunBlocked;
import dev.belay.core.history.HistoryEvent.SignalReceived;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadStore;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.json.ExportedHistory;
import dev.belay.json.HistoryExport;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayVerifierTest {
    private static final ActivityType<String, String> CHARGE =
            ActivityType.of("charge", String.class, String.class);
    private static final SignalType<String> SHIPPED = SignalType.of("shipped", String.class);
    private static final WorkflowType<String, String> CODE = type(ReplayVerifierTest::code);
    private static final WorkflowType<String, String> CHANGED =
            type((context, input) -> {
                context.sleep(Duration.ofMinutes(1));
                return code(context, input);
            });

    private static int performed;
    private static int performedLocally;

    private static WorkflowType<String, String> type(Workflow<String, String> code) {
        return WorkflowType.of("checkout", String.class, String.class, () -> code);
    }

    private static String code(WorkflowContext context, String input) {
        String rounded = local(context, input);
        String receipt = context.call(CHARGE, rounded);
        return receipt + context.awaitSignal(SHIPPED);
    }

    private static String local(WorkflowContext context, String input) {
        return context.callLocal(
                "round",
                input,
                String.class,
                RetryPolicy.NONE,
                (value, _) -> {
                    performedLocally++;
                    return value;
                });
    }

    private final TestEnvironment belay =
            TestEnvironment.builder()
                    .workflow(CODE)
                    .activity(
                            CHARGE,
                            (order, _) -> {
                                performed++;
                                return "receipt of " + order;
                            })
                    .build();

    @TempDir Path directory = Path.of("");

    private TestRun<String> open(String id, String input) {
        var run = belay.start(CODE, id, input);
        belay.runNow();
        performed = 0;
        performedLocally = 0;
        return run;
    }

    private Path file(String name, ExportedHistory history) throws IOException {
        return Files.writeString(directory.resolve(name), HistoryExport.write(history));
    }

    @Test
    void a_history_fits_the_code_that_wrote_it_and_nothing_is_done_again() throws IOException {
        Path file = file("one.jsonl", open("order-1", "x").export());

        var verdict = ReplayVerifier.of(CODE).verify(file);

        verdict.assertFits();
        assertThat(verdict.explain()).contains("one.jsonl fits: 2 batches of run default/");
        assertThat(performed + performedLocally).isZero();
    }

    @Test
    void a_payload_that_was_stored_apart_travels_with_its_history() throws IOException {
        var exported = open("order-1", "x".repeat(100_000)).export();
        assertThat(exported.payloads()).isNotEmpty();

        ReplayVerifier.of(CODE).verify(file("large.jsonl", exported)).assertFits();
    }

    @Test
    void changed_code_is_told_with_what_was_recorded_and_attempted_and_where() throws IOException {
        Path file = file("one.jsonl", open("order-1", "x").export());

        var verdict = ReplayVerifier.of(CHANGED).verify(file);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        ReplayVerdict.Mismatch.class,
                        mismatch -> {
                            assertThat(mismatch.subject()).isEqualTo(file.toString());
                            assertThat(mismatch.commandId()).isEqualTo(1);
                            assertThat(mismatch.recorded()).isEqualTo("RecordLocalActivity round");
                            assertThat(mismatch.attempted()).isEqualTo("StartTimer");
                            assertThat(mismatch.message())
                                    .startsWith("[BLY-2001]")
                                    .contains(mismatch.why(), mismatch.fix());
                        });
        assertThatThrownBy(verdict::assertFits)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("attempted  StartTimer");
    }

    @Test
    void the_verdict_has_the_words_that_the_run_would_be_blocked_with() {
        var run = open("order-1", "x");
        var verdict = ReplayVerifier.of(CHANGED).verify(run.export());

        belay.deploy("build-2", List.of(CHANGED));
        run.signal(SHIPPED, "!");
        belay.runNow();

        assertThat(belay.client().describe(run.key()).reason())
                .contains(((ReplayVerdict.Mismatch) verdict).message());
    }

    @Test
    void an_unknown_workflow_and_an_unknown_version_are_refused() {
        var exported = open("order-1", "x").export();

        assertThat(ReplayVerifier.of(List.of()).verify(exported))
                .isInstanceOfSatisfying(
                        ReplayVerdict.Refused.class,
                        refused ->
                                assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_WORKFLOW));
        assertThat(ReplayVerifier.of(CODE.version(2)).verify(exported).explain())
                .contains("BLY-1002", "is on version 1");
    }

    @Test
    void a_side_of_a_change_that_was_removed_too_early_is_refused() {
        var before = type((context, _) -> context.awaitSignal(SHIPPED) + versioned(context, 0, 0));
        var after = type((context, _) -> context.awaitSignal(SHIPPED) + versioned(context, 1, 1));
        belay.deploy("build-2", List.of(before));
        var run = belay.start(before, "order-1", "x");
        run.signal(SHIPPED, "!");
        belay.runUntilIdle();

        ReplayVerifier.of(before).verify(run.export()).assertFits();
        assertThat(ReplayVerifier.of(after).verify(run.export()))
                .isInstanceOfSatisfying(
                        ReplayVerdict.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(ErrorCode.NON_DETERMINISM);
                            assertThat(refused.message()).contains("this code knows 1 to 1");
                        });
    }

    private static int versioned(WorkflowContext context, int oldest, int current) {
        return context.version("insurance", oldest, current);
    }

    @Test
    void an_event_of_a_newer_build_is_refused() {
        var exported = open("order-1", "x").export();
        var batches = new ArrayList<>(exported.batches());
        byte[] bytes = batches.getLast().bytes().clone();
        bytes[bytes.length - 1] = 0x7f;
        batches.set(batches.size() - 1, new StoredBatch(batches.size(), bytes));

        var verdict =
                ReplayVerifier.of(CODE)
                        .verify(new ExportedHistory(exported.run(), batches, Map.of()));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        ReplayVerdict.Refused.class,
                        refused ->
                                assertThat(refused.code())
                                        .isIn(
                                                ErrorCode.UNSUPPORTED_HISTORY,
                                                ErrorCode.UNREADABLE_HISTORY));
    }

    @Test
    void a_run_is_verified_where_it_is_kept_without_a_trace() {
        var run = open("order-1", "x");
        var before = run.export();
        var others = new RunKey(new Workspace("other"), run.key().runId());

        var report =
                ReplayVerifier.of(CODE)
                        .verifyAll(
                                belay.ports().history(),
                                belay.ports().payloads(),
                                List.of(run.key(), others));

        assertThat(report.verdicts()).extracting(ReplayVerdict::fits).containsExactly(true, false);
        assertThat(report.misfits().getFirst().explain()).contains("BLY-1007");
        assertThat(run.export()).isEqualTo(before);
        assertThat(performed + performedLocally).isZero();
    }

    @Test
    void a_store_that_does_not_answer_is_no_verdict() {
        var run = open("order-1", "x".repeat(100_000));
        PayloadStore away =
                new PayloadStore() {
                    @Override
                    public Payload.Stored put(Workspace workspace, byte[] bytes) {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public byte[] get(Workspace workspace, Payload.Stored payload) {
                        throw new BelayException(ErrorCode.STORE_UNAVAILABLE, "away");
                    }
                };

        assertThatThrownBy(() ->
                        ReplayVerifier.of(CODE).verify(belay.ports().history(), away, run.key()))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("BLY-4003");
    }

    @Test
    void a_decision_whose_record_was_cut_short_is_verified_as_far_as_it_goes() {
        var twoLocals =
                type((context, input) -> local(context, input) + local(context, input) + "!");
        var exported = open("order-1", "x").export();
        Batch first = exported.decoded().getFirst();
        var begun = new ArrayList<HistoryEvent>(first.events().subList(0, 2));
        begun.add(new DecisionSplit());
        var cut =
                new ExportedHistory(
                        exported.run(),
                        List.of(HistoryFields.toStored(new Batch(1, first.time(), begun))),
                        Map.of());

        ReplayVerifier.of(twoLocals).verify(cut).assertFits();
        assertThat(ReplayVerifier.of(CHANGED).verify(cut).fits()).isFalse();
        assertThat(performedLocally).isZero();
    }

    /// Hosts died while they recorded it, and another blocked the run meanwhile.
    @Test
    void a_decision_whose_record_was_cut_short_twice_is_verified_as_far_as_it_goes() {
        var threeLocals =
                type((context, input) ->
                        local(context, input)
                                + local(context, input)
                                + local(context, input)
                                + "!");
        var exported = open("order-1", "x").export();
        Batch first = exported.decoded().getFirst();
        var local = (CommandIssued) first.events().get(1);
        List<List<HistoryEvent>> batches =
                List.of(
                        List.of(first.events().getFirst(), local, new DecisionSplit()),
                        List.of(new RunBlocked("BLY-1002", "not known", "build-0")),
                        List.of(new CommandIssued(2, local.command()), new DecisionSplit()),
                        List.of(new SignalReceived("item-1", "noise", Payload.NULL)));
        var stored = new ArrayList<StoredBatch>();
        for (List<HistoryEvent> events : batches) {
            var batch = new Batch(stored.size() + 1L, first.time(), events);
            stored.add(HistoryFields.toStored(batch));
        }

        ReplayVerifier.of(threeLocals)
                .verify(new ExportedHistory(exported.run(), stored, Map.of()))
                .assertFits();
    }

    @Test
    void a_directory_is_verified_by_name_and_its_misfits_are_counted() throws IOException {
        Files.createDirectory(directory.resolve("b"));
        file("b/two.jsonl", open("order-2", "x").export());
        file("a.jsonl", open("order-1", "x").export());
        Files.writeString(directory.resolve("c.jsonl"), "{}\n");
        Files.writeString(directory.resolve("notes.txt"), "not a history");

        var report = ReplayVerifier.of(CODE).verifyAll(directory);

        assertThat(report.verdicts())
                .extracting(verdict -> directory.relativize(Path.of(verdict.subject())).toString())
                .containsExactly("a.jsonl", "b/two.jsonl", "c.jsonl");
        assertThatThrownBy(report::assertFits)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 of 3 histories do not fit")
                .hasMessageContaining("BLY-2008");
    }

    @Test
    void the_gate_counts_every_open_run_and_tells_of_those_that_would_be_blocked() {
        for (int i = 0; i < 450; i++) {
            open("order-" + i, "x");
        }
        belay.start(CODE, "finished", "x").signal(SHIPPED, "!");
        belay.runNow();
        belay.start(CODE, "not-begun", "x");
        var gate =
                DeployGate.over(
                        belay.ports().index(), belay.ports().history(), belay.ports().payloads());
        var misfits = new ArrayList<ReplayVerdict>();

        assertThat(gate.replay(ReplayVerifier.of(CODE), Instant.EPOCH, misfits::add))
                .isEqualTo(new DeployGate.Outcome(451, 0));
        assertThat(gate.replay(ReplayVerifier.of(CHANGED), Instant.EPOCH, misfits::add))
                .isEqualTo(new DeployGate.Outcome(451, 450));
        assertThat(misfits).hasSize(450).hasOnlyElementsOfType(ReplayVerdict.Mismatch.class);
        assertThat(gate.replay(ReplayVerifier.of(List.of()), Instant.EPOCH, misfits::add).blocked())
                .isEqualTo(451);
        assertThat(gate.replay(ReplayVerifier.of(CHANGED), Instant.MAX, misfits::add).isOpen())
                .isTrue();
    }

    @Test
    void a_gate_that_saw_no_history_is_not_green() {
        var report = ReplayVerifier.of(CODE).verifyAll(directory);

        assertThatThrownBy(report::assertFits).hasMessageContaining("no history");
    }
}
