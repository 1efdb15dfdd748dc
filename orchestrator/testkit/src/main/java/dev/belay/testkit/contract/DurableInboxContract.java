package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What an [dev.belay.core.port.Inbox] that outlives its process promises.
public abstract class DurableInboxContract extends InboxContract {
    /// Closes the inbox as a process that ends does, and opens it again on what it kept; [#inbox]
    /// is the new one then.
    protected abstract void reopen();

    @Test
    void items_and_seals_survive_a_reopen() {
        var open = Samples.run();
        var sealed = Samples.run();
        Samples.inboxItems().forEach(item -> assertThat(inbox().add(open, item)).isTrue());
        inbox().remove(open, List.of("02-b"));
        assertThat(inbox().add(sealed, Samples.signal("1"))).isTrue();
        inbox().seal(sealed, 3);

        reopen();

        assertThat(inbox().read(open))
                .containsExactlyElementsOf(
                        Samples.inboxItems().stream()
                                .filter(item -> !item.itemId().equals("02-b"))
                                .toList());
        assertThat(inbox().add(open, Samples.signal("05-e"))).isTrue();
        assertThat(inbox().read(sealed)).containsExactly(Samples.signal("1"));
        assertThat(inbox().add(sealed, Samples.signal("2"))).isFalse();
    }
}
