package dev.belay.core.port;

import dev.belay.core.message.InboxItem;
import dev.belay.core.model.RunKey;
import java.util.Collection;
import java.util.List;

/// Keeps what was asked of a run until its history has taken it.
///
/// A run that closes seals its inbox first. A sender whose item might have come after the seal is
/// told so; a sender who was told that its item was accepted can rely on the run seeing it.
public interface Inbox {
    /// Keeps an item, durably. Adding an item id again changes nothing.
    ///
    /// @return false when the inbox is sealed: the item may not be seen
    boolean add(RunKey run, InboxItem item);

    /// All items, ordered by item id; never stale.
    List<InboxItem> read(RunKey run);

    /// Seals, then reads: an [#add] that returned true before or will return true is in the answer.
    /// A seal for a later batch stays where there is one.
    ///
    /// @param batch the number of the batch that is about to end the run
    List<InboxItem> seal(RunKey run, long batch);

    /// Takes a seal back: the run did not close after all.
    ///
    /// @param through the last batch that is known. A seal for a later one stays: whoever made it
    ///   may be about to end the run with it, and nothing may be let in that the end has not seen
    void unseal(RunKey run, long through);

    /// Forgets items that the history has taken. Unknown ids are ignored.
    void remove(RunKey run, Collection<String> itemIds);
}
