package dev.belay.testkit.replay;

import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Payload;
import dev.belay.core.port.HistoryReader;
import dev.belay.core.port.Page;
import dev.belay.core.port.PayloadStore;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunIndexReader;
import dev.belay.testkit.replay.ReplayVerdict.Refused;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Replays the open runs of a store against the code at hand, before that code is deployed. Has no
/// port that writes. A page of heads and one history at a time are in memory.
public final class DeployGate {
    private static final int PAGE = 200;

    private final RunIndexReader index;
    private final HistoryReader histories;
    private final PayloadStore payloads;

    private DeployGate(RunIndexReader index, HistoryReader histories, PayloadStore payloads) {
        this.index = index;
        this.histories = histories;
        this.payloads = payloads;
    }

    /// How many open runs were replayed, and how many of them the code would block.
    public record Outcome(int replayed, int blocked) {
        public boolean isOpen() {
            return blocked == 0;
        }
    }

    /// @param payloads nothing is put there
    public static DeployGate over(
            RunIndexReader index, HistoryReader histories, PayloadStore payloads) {
        return new DeployGate(index, histories, payloads);
    }

    /// Replays the open runs of all workspaces.
    ///
    /// @param since runs that were started before are left out
    /// @param misfit is told of each run that the code would block, as it is found
    /// @throws dev.belay.core.error.BelayException when a store does not answer; the gate is not
    ///   open then
    public Outcome replay(ReplayVerifier verifier, Instant since, Consumer<ReplayVerdict> misfit) {
        int replayed = 0;
        int blocked = 0;
        @Nullable String cursor = null;
        do {
            Page<RunHead> page = index.openRuns(PAGE, cursor);
            for (RunHead head : page.items()) {
                if (!head.startedAt().isBefore(since)) {
                    replayed++;
                    ReplayVerdict verdict = verdict(verifier, head);
                    if (!verdict.fits()) {
                        blocked++;
                        misfit.accept(verdict);
                    }
                }
            }
            cursor = page.cursor();
        } while (cursor != null);
        return new Outcome(replayed, blocked);
    }

    private ReplayVerdict verdict(ReplayVerifier verifier, RunHead head) {
        ReplayVerdict verdict = verifier.verify(histories, payloads, head.run());
        boolean begun =
                !(verdict instanceof Refused refused && refused.code() == ErrorCode.RUN_NOT_FOUND);
        if (begun) {
            return verdict;
        }
        var start =
                StartRequest.of(head.workflowId(), head.workflow(), head.lane(), Payload.NULL)
                        .withVersion(head.version());
        return verifier.verifyStart(head.run(), start, head.startedAt());
    }
}
