package dev.belay.testkit.memory;

import dev.belay.core.port.Inbox;
import dev.belay.memory.InMemoryInbox;
import dev.belay.testkit.contract.InboxContract;

class InMemoryInboxTest extends InboxContract {
    private final Inbox inbox = new InMemoryInbox();

    @Override
    protected Inbox inbox() {
        return inbox;
    }
}
