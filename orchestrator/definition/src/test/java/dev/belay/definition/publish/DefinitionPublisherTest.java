package dev.belay.definition.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.model.Workspace;
import dev.belay.definition.compile.TestOptions;
import dev.belay.definition.problem.InvalidDefinitionException;
import dev.belay.flow.plan.Step;
import dev.belay.flow.store.InMemoryFlowStore;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/// Goal: a published version never changes its meaning, and saying the same again is no change.
class DefinitionPublisherTest {
    private static final Workspace ACME = new Workspace("acme");
    private static final String FLOW =
            """
            document: { dsl: '1.0.3', namespace: shop, name: child, version: '1.0.0' }
            do: [ { a: { set: { x: 1 } } } ]
            """;

    private final InMemoryFlowStore store = new InMemoryFlowStore();
    private final DefinitionPublisher publisher =
            new DefinitionPublisher(
                    TestOptions.options(), store, InstantSource.fixed(Instant.EPOCH));

    @Test
    void the_same_content_in_another_form_is_no_new_version() {
        var first = publisher.publish(ACME, FLOW);
        var again =
                publisher.publish(
                        ACME,
                        "# again\ndo:\n- a:\n    set:\n      x: 1\n"
                                + FLOW.lines().findFirst().orElseThrow());

        assertThat(first.isNew()).isTrue();
        assertThat(again.isNew()).isFalse();
        assertThat(again.version()).isEqualTo(first.version());
        assertThat(store.versions(ACME, "shop.child")).hasSize(1);
    }

    @Test
    void other_content_under_a_published_version_is_refused() {
        publisher.publish(ACME, FLOW);

        assertThatThrownBy(() -> publisher.publish(ACME, FLOW.replace("x: 1", "x: 2")))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("FLOW-801")
                .hasMessageContaining("1 changed");
        assertThat(publisher.publish(new Workspace("other"), FLOW.replace("x: 1", "x: 2")).isNew())
                .isTrue();
    }

    @Test
    void a_flow_starts_the_version_of_another_that_its_workspace_published() {
        publisher.publish(ACME, FLOW);
        publisher.publish(ACME, FLOW.replace("1.0.0", "1.1.0"));
        String parent =
                """
                document: { dsl: '1.0.3', namespace: shop, name: parent, version: '1.0.0' }
                do: [ { a: { run: { workflow: { namespace: shop, name: child, version: 1.1.0 } } } } ]
                """;

        var step = (Step.RunWorkflow) publisher.publish(ACME, parent).flow().plan().task(0).step();

        assertThat(step.version()).isEqualTo(2);
        assertThat(publisher.check(new Workspace("other"), parent))
                .singleElement()
                .asString()
                .contains("FLOW-411");
    }
}
