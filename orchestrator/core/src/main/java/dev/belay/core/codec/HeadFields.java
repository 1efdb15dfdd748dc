package dev.belay.core.codec;

import dev.belay.core.model.Lane;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.port.RunHead;

/// The fields of run heads.
public final class HeadFields {
    private HeadFields() {}

    public static byte[] toBytes(RunHead head) {
        return BinaryWriter.record(head, HeadFields::write);
    }

    public static RunHead fromBytes(byte[] bytes) {
        return BinaryReader.record(bytes, HeadFields::read);
    }

    public static void write(FieldWriter w, RunHead head) {
        w.object(1, "run", head.run(), ValueFields::write);
        w.text(2, "workflowId", head.workflowId().value());
        w.text(3, "workflow", head.workflow());
        w.number(4, "version", head.version());
        w.text(5, "lane", head.lane().name());
        w.text(6, "status", ValueFields.lower(head.status()));
        w.instant(7, "startedAt", head.startedAt());
        w.instant(8, "closedAt", head.closedAt());
        w.number(9, "asOf", head.asOf());
        w.text(10, "reason", head.reason());
        w.map(11, "attributes", head.attributes());
        w.map(12, "memo", head.memo());
        w.texts(13, "tags", head.tags());
        w.object(14, "parent", head.parent(), ValueFields::write);
        w.text(15, "next", head.next() == null ? null : head.next().value());
    }

    public static RunHead read(FieldReader r) {
        return new RunHead(
                r.object(1, "run", ValueFields::runKey),
                new WorkflowId(r.text(2, "workflowId")),
                r.text(3, "workflow"),
                r.integer(4, "version"),
                new Lane(r.text(5, "lane")),
                ValueFields.constant(RunStatus.class, r.text(6, "status")),
                r.instant(7, "startedAt"),
                r.instantOrNull(8, "closedAt"),
                r.number(9, "asOf"),
                r.textOrNull(10, "reason"),
                r.map(11, "attributes"),
                r.map(12, "memo"),
                r.texts(13, "tags"),
                r.objectOrNull(14, "parent", ValueFields::runKey),
                ValueFields.runIdOrNull(r, 15, "next"));
    }
}
