package dev.belay.testkit.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.activity.ActivityException;
import dev.belay.core.engine.EngineOptions;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.engine.RunLoader;
import dev.belay.core.history.Snapshot;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.TimerKey;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.port.HistoryReader;
import dev.belay.core.port.HistoryStore;
import dev.belay.flow.plan.Plan;
import dev.belay.testkit.CrashAt;
import dev.belay.testkit.CrashAt.Side;
import dev.belay.testkit.Effects;
import dev.belay.testkit.TestEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowOnTheEngineTest {
    /// What the activity does: gives back its argument; `flaky` fails the first time, `broken`
    /// always.
    private static final class Worker {
        final Set<String> done = new ConcurrentSkipListSet<>();
        private boolean failed;

        JsonNode perform(JsonNode argument) {
            String text = argument.asText();
            if (text.equals("broken") || (text.equals("flaky") && !failed)) {
                failed = true;
                throw ActivityException.permanent("broken", "it broke");
            }
            done.add(argument.toString());
            return argument;
        }
    }

    private static TestEnvironment.Builder environment(Plan plan, Worker worker) {
        return TestEnvironment.builder()
                .deciders(SmallFlows.published(plan))
                .activity(SmallFlows.WORK, (argument, _) -> worker.perform(argument));
    }

    private static String run(Effects effects, int snapshotAfter, boolean suspend) {
        var worker = new Worker();
        var builder =
                environment(SmallFlows.everything(), worker)
                        .effects(effects)
                        .snapshotAfter(snapshotAfter);
        var belay = (suspend ? builder.suspendAlways() : builder).build();
        var run = belay.start(SmallFlows.start("{\"items\":[1,2,3]}"), JsonNode.class);
        belay.runUntilIdle();
        return run.result() + " " + worker.done;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 128})
    void a_flow_ends_the_same_with_and_without_snapshots(int snapshotAfter) {
        String expected = run(Effects.RELIABLE, 0, false);

        assertThat(run(Effects.RELIABLE, snapshotAfter, false)).isEqualTo(expected);
        assertThat(run(Effects.RELIABLE, snapshotAfter, true)).isEqualTo(expected);
        assertThat(expected).startsWith("3 ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_flow_ends_the_same_wherever_its_host_dies(boolean suspend) {
        String expected = run(Effects.RELIABLE, 0, false);
        var counting = CrashAt.never();
        run(counting, 2, suspend);

        for (int effect = 0; effect < counting.seen().size(); effect++) {
            for (Side side : Side.values()) {
                assertThat(run(CrashAt.effect(effect, side), 2, suspend))
                        .as("died %s effect %d, %s", side, effect, counting.seen().get(effect))
                        .isEqualTo(expected);
            }
        }
        assertThat(counting.seen()).contains("put snapshot");
    }

    @Test
    void a_long_flow_is_continued_from_its_snapshot_without_reading_what_is_before_it() {
        var worker = new Worker();
        var belay =
                environment(SmallFlows.calls(300), worker)
                        .snapshotAfter(50)
                        .suspendAlways()
                        .build();
        var run = belay.start(SmallFlows.start("1"), JsonNode.class);
        belay.runUntilIdle();
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        var reads = new ArrayList<Long>();
        var reader = new Reads(belay.ports().history(), reads, null);

        var loader =
                new RunLoader(
                        reader,
                        SmallFlows.published(SmallFlows.calls(300)).apply(belay.payloads()),
                        "build-1",
                        50);
        loader.replayed(run.key()).dispose();

        long asOf = belay.ports().history().latestSnapshot(run.key()).orElseThrow().asOf();
        assertThat(asOf).isGreaterThanOrEqualTo(250);
        assertThat(reads).containsExactly(0L, asOf);
    }

    /// What nobody reads may expire: the watchdog's visit is what keeps a silent run's history.
    @Test
    void the_watchdog_reads_the_whole_history_though_there_is_a_snapshot() {
        var plan = SmallFlows.everything();
        var belay = environment(plan, new Worker()).snapshotAfter(2).suspendAlways().build();
        var run = belay.start(SmallFlows.start("{\"items\":[]}"), JsonNode.class);
        belay.runNow();
        long asOf = belay.ports().history().latestSnapshot(run.key()).orElseThrow().asOf();
        var reads = new ArrayList<Long>();
        var host = hostNoting(belay, plan, reads);

        host.advance(run.key(), List.of(new RunMessage.InboxFilled(run.key())));
        assertThat(reads).containsExactly(0L, asOf);
        reads.clear();
        var watchdog = TimerKey.ofRun(TimerKey.Kind.WATCHDOG);
        host.advance(
                run.key(),
                List.of(new RunMessage.TimerDue(run.key(), watchdog, belay.clock().instant())));

        assertThat(reads).containsExactly(0L);
    }

    private static Orchestrator hostNoting(TestEnvironment belay, Plan plan, List<Long> reads) {
        var ports = belay.ports();
        return new Orchestrator(
                new EnginePorts(
                        new ReadsOfStore(ports.history(), reads),
                        ports.index(),
                        ports.inbox(),
                        ports.queues(),
                        ports.timers(),
                        ports.attempts(),
                        belay.clock()),
                SmallFlows.published(plan).apply(belay.payloads()),
                EngineOptions.of("build-1").suspendAlways().withSnapshotAfter(2));
    }

    private record ReadsOfStore(HistoryStore inner, List<Long> reads) implements HistoryStore {
        @Override
        public boolean append(RunKey run, StoredBatch batch) {
            return inner.append(run, batch);
        }

        @Override
        public void compact(RunKey run, long through) {
            inner.compact(run, through);
        }

        @Override
        public List<StoredBatch> read(RunKey run, long after, int limit) {
            reads.add(after);
            return inner.read(run, after, limit);
        }

        @Override
        public Optional<Snapshot> latestSnapshot(RunKey run) {
            return inner.latestSnapshot(run);
        }
    }

    @Test
    void a_snapshot_that_cannot_be_read_costs_only_time() {
        var worker = new Worker();
        var belay =
                environment(SmallFlows.calls(20), worker).snapshotAfter(5).suspendAlways().build();
        var run = belay.start(SmallFlows.start("1"), JsonNode.class);
        belay.runUntilIdle();
        var damaged = new Snapshot(7, new byte[] {1, 2, 3});
        var reader = new Reads(belay.ports().history(), new ArrayList<>(), damaged);

        var loader =
                new RunLoader(
                        reader,
                        SmallFlows.published(SmallFlows.calls(20)).apply(belay.payloads()),
                        "build-1",
                        5);

        assertThat(loader.replayed(run.key())).isNotNull();
    }

    @Test
    void a_loop_in_pages_runs_each_page_as_a_child_and_lists_failures_first() {
        var worker = new Worker();
        var belay = environment(SmallFlows.pages(), worker).build();
        var run =
                belay.start(
                        SmallFlows.start("{\"items\":[1,2,3,4,\"broken\",6,7]}"), JsonNode.class);

        belay.runUntilIdle();

        JsonNode output = run.result();
        assertThat(output.path("total").asInt()).isEqualTo(7);
        assertThat(output.path("failed").asInt()).isEqualTo(1);
        assertThat(output.at("/failures/0/index").asInt()).isEqualTo(4);
        assertThat(output.path("pages")).hasSize(3);
        assertThat(worker.done).containsExactly("1", "2", "3", "4", "6", "7");
        assertThat(belay.ports().history().runs()).hasSize(4);
    }

    /// Notes where reads begin.
    private record Reads(HistoryReader inner, List<Long> reads, @Nullable Snapshot snapshot)
            implements HistoryReader {
        @Override
        public List<StoredBatch> read(RunKey run, long after, int limit) {
            reads.add(after);
            return inner.read(run, after, limit);
        }

        @Override
        public Optional<Snapshot> latestSnapshot(RunKey run) {
            return snapshot == null ? inner.latestSnapshot(run) : Optional.of(snapshot);
        }
    }
}
