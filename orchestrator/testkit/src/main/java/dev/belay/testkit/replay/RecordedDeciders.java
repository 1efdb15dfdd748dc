package dev.belay.testkit.replay;

import dev.belay.core.decider.Decider;
import dev.belay.core.decider.Deciders;
import dev.belay.core.decider.NonDeterminismException;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.history.HistoryEvent.Incoming;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Deciders that only decide again, and remember why they could not.
final class RecordedDeciders implements Deciders {
    private final Deciders inner;
    private @Nullable BelayException failure;

    RecordedDeciders(Deciders inner) {
        this.inner = inner;
    }

    /// Why the last replay stopped.
    Optional<BelayException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public int newestVersion(Workspace workspace, String workflow) {
        return inner.newestVersion(workspace, workflow);
    }

    @Override
    public Lane lane(Workspace workspace, String workflow) {
        return inner.lane(workspace, workflow);
    }

    @Override
    public Decider open(RunKey run, StartRequest request, Instant startedAt) {
        try {
            return new Recorded(inner.open(run, request, startedAt));
        } catch (BelayException failed) {
            failure = failed;
            throw failed;
        }
    }

    private final class Recorded implements Decider {
        private final Decider decider;
        private int lastCommand;

        Recorded(Decider decider) {
            this.decider = decider;
        }

        @Override
        public List<CommandIssued> decide(Instant time, List<Incoming> events) {
            throw new IllegalStateException("a replay was about to decide something new");
        }

        @Override
        public List<CommandIssued> replay(
                Instant time, List<Incoming> events, List<CommandIssued> recorded, boolean whole) {
            if (!recorded.isEmpty()) {
                lastCommand = recorded.getLast().id();
            }
            try {
                // As if the record were whole, so that what follows it is refused, not made.
                return decider.replay(time, events, recorded, true);
            } catch (NonDeterminismException beyond) {
                if (!whole && beyond.commandId() > lastCommand) {
                    return List.of();
                }
                throw remembered(beyond);
            } catch (BelayException failed) {
                throw remembered(failed);
            } catch (RuntimeException failed) {
                throw remembered(
                        new BelayException(
                                ErrorCode.DECIDER_FAILED,
                                "the replay stopped with %s; see the cause"
                                        .formatted(failed.getClass().getName()),
                                failed));
            }
        }

        private BelayException remembered(BelayException failed) {
            failure = failed;
            return failed;
        }

        @Override
        public Payload query(String name, Payload argument) {
            return decider.query(name, argument);
        }

        @Override
        public void dispose() {
            decider.dispose();
        }
    }
}
