package dev.belay.flow;

import dev.belay.core.decider.Decider;
import dev.belay.core.decider.Deciders;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import java.time.Instant;
import java.util.function.Function;

/// Code workflows and flows in one: where both know a name, it is the code's.
public final class RoutingDeciders implements Deciders {
    private final Deciders code;
    private final Deciders flows;

    public RoutingDeciders(Deciders code, Deciders flows) {
        this.code = code;
        this.flows = flows;
    }

    @Override
    public int newestVersion(Workspace workspace, String workflow) {
        return ask(deciders -> deciders.newestVersion(workspace, workflow));
    }

    @Override
    public Lane lane(Workspace workspace, String workflow) {
        return ask(deciders -> deciders.lane(workspace, workflow));
    }

    @Override
    public Decider open(RunKey run, StartRequest request, Instant startedAt) {
        return forRun(run, request, deciders -> deciders.open(run, request, startedAt));
    }

    @Override
    public Decider restore(RunKey run, StartRequest request, Instant startedAt, byte[] snapshot) {
        return forRun(
                run, request, deciders -> deciders.restore(run, request, startedAt, snapshot));
    }

    /// A version that the code lacks is the code's to miss, not a flow's.
    private Decider forRun(RunKey run, StartRequest request, Function<Deciders, Decider> opened) {
        try {
            code.newestVersion(run.workspace(), request.workflow());
        } catch (BelayException unknownToCode) {
            if (unknownToCode.code() != ErrorCode.UNKNOWN_WORKFLOW) {
                throw unknownToCode;
            }
            try {
                return opened.apply(flows);
            } catch (BelayException unknownToFlows) {
                throw unknownToFlows.code() == ErrorCode.UNKNOWN_WORKFLOW
                        ? unknown(unknownToCode, unknownToFlows)
                        : unknownToFlows;
            }
        }
        return opened.apply(code);
    }

    private <T> T ask(Function<Deciders, T> question) {
        try {
            return question.apply(code);
        } catch (BelayException unknownToCode) {
            if (unknownToCode.code() != ErrorCode.UNKNOWN_WORKFLOW) {
                throw unknownToCode;
            }
            try {
                return question.apply(flows);
            } catch (BelayException unknownToFlows) {
                if (unknownToFlows.code() != ErrorCode.UNKNOWN_WORKFLOW) {
                    throw unknownToFlows;
                }
                throw unknown(unknownToCode, unknownToFlows);
            }
        }
    }

    private static BelayException unknown(BelayException toCode, BelayException toFlows) {
        return new BelayException(
                ErrorCode.UNKNOWN_WORKFLOW,
                "%s; as a flow: %s".formatted(plain(toCode), plain(toFlows)));
    }

    /// What it says, without its code and where that is explained.
    private static String plain(BelayException error) {
        return String.valueOf(error.getMessage())
                .replaceFirst("^\\[[^]]*] ", "")
                .replaceFirst(" \\([^)]*\\)$", "");
    }
}
