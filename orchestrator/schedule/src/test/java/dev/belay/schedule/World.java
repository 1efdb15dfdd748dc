package dev.belay.schedule;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunQuery;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.UpdateType;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.schedule.ScheduleRequests.Answer;
import dev.belay.testkit.Effects;
import dev.belay.testkit.TestEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Schedules and what they start, on virtual time.
final class World {
    static final SignalType<String> GO = SignalType.of("go", String.class);

    /// Sleeps for its input.
    static final WorkflowType<String, String> SLOW =
            WorkflowType.of(
                    "slow",
                    String.class,
                    String.class,
                    () ->
                            (context, input) -> {
                                context.sleep(Duration.parse(input));
                                return "done";
                            });

    /// Waits until it is told to go on.
    static final WorkflowType<String, String> STUCK =
            WorkflowType.of(
                    "stuck",
                    String.class,
                    String.class,
                    () -> (context, _) -> context.awaitSignal(GO));

    static final WorkflowType<String, String> FAILING =
            WorkflowType.of(
                    "failing",
                    String.class,
                    String.class,
                    () ->
                            (_, _) -> {
                                throw WorkflowException.of("broken", "as always");
                            });

    static final ScheduleTarget QUICK = ScheduleTarget.of("slow", "PT0S");

    final TestEnvironment belay;
    final ScheduleClient schedules;

    private World(TestEnvironment.Builder builder) {
        ScheduleWorkflow.types().forEach(builder::workflow);
        belay = builder.workflow(SLOW).workflow(STUCK).workflow(FAILING).build();
        schedules =
                new ScheduleClient(
                        belay.client(),
                        belay.queries(),
                        belay.payloads(),
                        Workspace.DEFAULT,
                        Duration.ZERO);
    }

    static World at(String time) {
        return at(time, Effects.RELIABLE, false);
    }

    static World at(String time, Effects effects, boolean suspendAlways) {
        var builder =
                TestEnvironment.builder()
                        .startAt(Instant.parse(time))
                        .effects(effects)
                        // Hosts that die at random must not make dead letters.
                        .receiveCountMax(1_000);
        return new World(suspendAlways ? builder.suspendAlways() : builder);
    }

    /// Makes the schedule `s`, and lets it begin.
    World with(ScheduleDefinition definition) {
        schedules.create("s", definition, false);
        belay.runNow();
        return this;
    }

    World until(String time) {
        belay.skipTime(Duration.between(belay.clock().instant(), Instant.parse(time)));
        return this;
    }

    /// Nobody is there until then.
    World downUntil(String time) {
        belay.clock().advanceTo(Instant.parse(time));
        belay.killHost();
        belay.skipTime(Duration.ofMillis(1));
        return this;
    }

    ScheduleDescription state() {
        return schedules.describe("s");
    }

    /// For example `01:10 FIRED COMPLETED`; the day is left out.
    List<String> ledger() {
        return state().ledger().stream().map(World::line).toList();
    }

    static String line(LedgerEntry entry) {
        return time(entry.due())
                + (entry.until() == null ? "" : "-" + time(entry.until()))
                + " "
                + entry.status()
                + (entry.ended() == null ? "" : " " + entry.ended());
    }

    private static String time(Instant time) {
        String text = time.toString().substring(11, 19);
        return text.endsWith(":00") ? text.substring(0, 5) : text;
    }

    /// Sends the request, lets the schedule take it, and asks for the answer under the same id.
    <A> Answer ask(UpdateType<A, Answer> type, A request) {
        String id =
                UUID.nameUUIDFromBytes(
                                (type.name() + request + belay.clock().instant())
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString();
        try {
            return schedules.ask("s", type, request, id);
        } catch (BelayException notYet) {
            if (notYet.code() != ErrorCode.INVALID_REQUEST) {
                throw notYet;
            }
            belay.runNow();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        try {
            return schedules.ask("s", type, request, id);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Leaves the request; whoever is there takes it.
    <A> void later(UpdateType<A, Answer> type, A request) {
        try {
            schedules.ask("s", type, request, type.name());
        } catch (BelayException notYet) {
            if (notYet.code() != ErrorCode.INVALID_REQUEST) {
                throw notYet;
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void pause() {
        ask(ScheduleWorkflow.PAUSE, new ScheduleRequests.Pause("for a test"));
    }

    void resume() {
        ask(ScheduleWorkflow.RESUME, new ScheduleRequests.Resume(null));
    }

    List<RunHead> runs(@Nullable String workflow) {
        return belay.client()
                .list(RunQuery.all(Workspace.DEFAULT, 1_000).withWorkflow(workflow))
                .items();
    }
}
