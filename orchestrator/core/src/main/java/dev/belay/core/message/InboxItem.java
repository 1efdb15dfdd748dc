package dev.belay.core.message;

import dev.belay.core.model.Payload;
import java.time.Instant;

/// What somebody outside asks of a run. Items are kept, in order, until a history has taken them.
public sealed interface InboxItem {
    /// Orders the items of one sender, and tells a repeated one: unique per request.
    String itemId();

    record Signal(String itemId, String name, Payload payload, Instant sentAt)
            implements InboxItem {}

    /// A signal that is validated first and answered with a result.
    record Update(String itemId, String name, Payload payload, Instant sentAt)
            implements InboxItem {}

    record Cancel(String itemId, String reason) implements InboxItem {}

    record Terminate(String itemId, String reason) implements InboxItem {}

    /// An earlier run of the chain took the item: only its id is carried on, so that it is known
    /// when it is sent again. Never in an inbox.
    record Taken(String itemId) implements InboxItem {}
}
