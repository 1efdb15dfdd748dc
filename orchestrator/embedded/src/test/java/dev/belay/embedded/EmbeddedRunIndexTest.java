package dev.belay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.RunStatus;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunIndex;
import dev.belay.core.port.RunQuery;
import dev.belay.testkit.contract.DurableRunIndexContract;
import dev.belay.testkit.contract.Samples;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedRunIndexTest extends DurableRunIndexContract {
    @RegisterExtension private final OpenStore open = new OpenStore();

    @Override
    protected RunIndex index() {
        return open.get().index();
    }

    @Override
    protected void reopen() {
        open.reopen();
    }

    @Test
    void open_runs_are_found_among_any_number_of_closed_ones() {
        Workspace workspace = Samples.workspace();
        var first = openRun(workspace);
        for (int i = 0; i <= HeadScan.HEADS_MAX; i++) {
            index().save(closed(Samples.openHead(Samples.run(workspace), 1)));
        }
        var last = openRun(workspace);
        var running = RunQuery.all(workspace, 10).withStatuses(Set.of(first.status()));

        var page = index().list(running);

        assertThat(page.items()).containsExactlyInAnyOrder(first, last);
        assertThat(page.cursor()).isNull();
    }

    @Test
    void a_page_that_takes_too_long_to_fill_is_cut_and_goes_on() {
        Workspace workspace = Samples.workspace();
        var wanted = openRun(workspace);
        for (int i = 0; i <= HeadScan.HEADS_MAX; i++) {
            index().save(Samples.openHead(Samples.run(workspace), 1));
        }
        var query = RunQuery.all(workspace, 10).withAttributes(Map.of("wanted", "yes"));

        var found = new ArrayList<RunHead>();
        @Nullable String cursor = null;
        int pages = 0;
        do {
            var page = index().list(query.after(cursor));
            found.addAll(page.items());
            cursor = page.cursor();
            pages++;
        } while (cursor != null);

        assertThat(found).containsExactly(wanted);
        assertThat(pages).isEqualTo(2);
    }

    private RunHead openRun(Workspace workspace) {
        RunHead head = Samples.openHead(Samples.run(workspace), 1);
        head = with(head, head.status(), Map.of("wanted", "yes"));
        index().save(head);
        return head;
    }

    private static RunHead closed(RunHead head) {
        return with(head, RunStatus.COMPLETED, head.attributes());
    }

    private static RunHead with(RunHead head, RunStatus status, Map<String, String> attributes) {
        return new RunHead(
                head.run(),
                head.workflowId(),
                head.workflow(),
                head.version(),
                head.lane(),
                status,
                head.startedAt(),
                null,
                head.asOf(),
                null,
                attributes,
                head.memo(),
                head.tags(),
                null,
                null);
    }
}
