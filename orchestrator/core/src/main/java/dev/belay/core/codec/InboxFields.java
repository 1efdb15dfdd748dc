package dev.belay.core.codec;

import dev.belay.core.message.InboxItem;
import java.util.List;

/// The fields of inbox items.
final class InboxFields {
    private static final Kinds KINDS =
            Kinds.of(
                    List.of(
                            InboxItem.Signal.class,
                            InboxItem.Update.class,
                            InboxItem.Cancel.class,
                            InboxItem.Terminate.class,
                            InboxItem.Taken.class));

    private InboxFields() {}

    static void write(FieldWriter w, InboxItem item) {
        KINDS.write(w, item);
        w.text(1, "itemId", item.itemId());
        switch (item) {
            case InboxItem.Signal(_, var name, var payload, var sentAt) -> {
                w.text(2, "name", name);
                w.payload(3, "payload", payload);
                w.instant(4, "sentAt", sentAt);
            }
            case InboxItem.Update(_, var name, var payload, var sentAt) -> {
                w.text(2, "name", name);
                w.payload(3, "payload", payload);
                w.instant(4, "sentAt", sentAt);
            }
            case InboxItem.Cancel(_, var reason) -> w.text(2, "reason", reason);
            case InboxItem.Terminate(_, var reason) -> w.text(2, "reason", reason);
            case InboxItem.Taken _ -> {}
        }
    }

    static InboxItem read(FieldReader r) {
        int kind = r.kind(KINDS);
        String itemId = r.text(1, "itemId");
        return switch (kind) {
            case 1 ->
                    new InboxItem.Signal(
                            itemId,
                            r.text(2, "name"),
                            r.payload(3, "payload"),
                            r.instant(4, "sentAt"));
            case 2 ->
                    new InboxItem.Update(
                            itemId,
                            r.text(2, "name"),
                            r.payload(3, "payload"),
                            r.instant(4, "sentAt"));
            case 3 -> new InboxItem.Cancel(itemId, r.text(2, "reason"));
            case 4 -> new InboxItem.Terminate(itemId, r.text(2, "reason"));
            case 5 -> new InboxItem.Taken(itemId);
            default -> throw new AssertionError(kind);
        };
    }
}
