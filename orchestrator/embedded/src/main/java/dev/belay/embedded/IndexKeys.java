package dev.belay.embedded;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The lists that a head is in: of its workspace, of its status, of its workflow id. Within a list
/// the newest comes first: a key ends with when the run started and the run id, both inverted.
///
/// While the run is open its head is also in the list of the open runs of all workspaces, where the
/// oldest comes first.
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

    static byte[] open() {
        return Keys.text("o");
    }

    /// Every list entry of the head.
    static List<byte[]> entries(RunHead head) {
        byte[] position = position(head);
        Workspace workspace = head.run().workspace();
        var entries = new ArrayList<byte[]>();
        entries.add(join(all(workspace), position));
        entries.add(join(withStatus(workspace, head.status()), position));
        entries.add(join(withWorkflowId(workspace, head.workflowId()), position));
        if (!head.status().isClosed()) {
            entries.add(join(open(), openPosition(head)));
        }
        return entries;
    }

    /// Ends with the workspace, which the other lists have in front.
    private static byte[] openPosition(RunHead head) {
        byte[] workspace = Keys.text(head.run().workspace().name());
        ByteBuffer key = ByteBuffer.allocate(POSITION_BYTES + workspace.length);
        key.putLong(~inverted(head.startedAt()));
        Keys.putRunId(key, head.run().runId());
        return key.put(workspace).array();
    }

    static RunKey openRun(byte[] position) {
        ByteBuffer bytes = ByteBuffer.wrap(position, 8, position.length - 8);
        RunId runId = Keys.runId(bytes.getLong(), bytes.getLong());
        String workspace = StandardCharsets.UTF_8.decode(bytes).toString();
        return new RunKey(new Workspace(workspace), runId);
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
        byte[] position = parse(cursor);
        if (position.length != POSITION_BYTES) {
            throw notACursor();
        }
        return position;
    }

    static byte[] openPosition(String cursor) {
        byte[] position = parse(cursor);
        if (position.length <= POSITION_BYTES) {
            throw notACursor();
        }
        return position;
    }

    private static byte[] parse(String cursor) {
        try {
            return HexFormat.of().parseHex(cursor);
        } catch (IllegalArgumentException _) {
            throw notACursor();
        }
    }

    private static BelayException notACursor() {
        return new BelayException(
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
