package dev.belay.embedded;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunHead;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// The lists that a head is in: of its workspace, of its status, of its workflow id. Within a list
/// the newest comes first: a key ends with when the run started and the run id, both inverted.
final class IndexKeys {
    /// Of the part that orders a list.
    static final int POSITION_BYTES = 8 + Keys.RUN_ID_BYTES;

    private IndexKeys() {}

    static byte[] pointer(Workspace workspace, WorkflowId workflowId) {
        return Keys.text("p" + workspace.name() + '\0' + workflowId.value());
    }

    static byte[] head(RunKey run) {
        return Keys.run('h', run, 0).array();
    }

    static byte[] all(Workspace workspace) {
        return Keys.text("a" + workspace.name() + '\0');
    }

    static byte[] withStatus(Workspace workspace, RunStatus status) {
        return Keys.text("s" + workspace.name() + '\0' + status.name() + '\0');
    }

    static byte[] withWorkflowId(Workspace workspace, WorkflowId workflowId) {
        return Keys.text("w" + workspace.name() + '\0' + workflowId.value() + '\0');
    }

    /// Every list entry of the head.
    static List<byte[]> entries(RunHead head) {
        byte[] position = position(head);
        Workspace workspace = head.run().workspace();
        return List.of(
                join(all(workspace), position),
                join(withStatus(workspace, head.status()), position),
                join(withWorkflowId(workspace, head.workflowId()), position));
    }

    static byte[] position(RunHead head) {
        ByteBuffer run = ByteBuffer.allocate(Keys.RUN_ID_BYTES);
        Keys.putRunId(run, head.run().runId());
        return ByteBuffer.allocate(POSITION_BYTES)
                .putLong(inverted(head.startedAt()))
                .putLong(~run.getLong(0))
                .putLong(~run.getLong(8))
                .array();
    }

    /// Before every run that started earlier than `time`, behind every other.
    static byte[] startedBefore(Instant time) {
        return ByteBuffer.allocate(POSITION_BYTES).putLong(inverted(time) + 1).array();
    }

    static RunKey run(Workspace workspace, byte[] position) {
        ByteBuffer bytes = ByteBuffer.wrap(position);
        return new RunKey(workspace, Keys.runId(~bytes.getLong(8), ~bytes.getLong(16)));
    }

    static String cursor(byte[] position) {
        return HexFormat.of().formatHex(position);
    }

    static byte[] position(String cursor) {
        if (cursor.length() == 2 * POSITION_BYTES) {
            try {
                return HexFormat.of().parseHex(cursor);
            } catch (IllegalArgumentException _) {
                // Falls through: said below.
            }
        }
        throw new BelayException(
                ErrorCode.INVALID_REQUEST,
                "the cursor is not one that a page of this list ended with; begin without one");
    }

    static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    /// So that a later time sorts first.
    private static long inverted(Instant time) {
        return ~(EpochNanos.of(time) ^ Long.MIN_VALUE);
    }
}
