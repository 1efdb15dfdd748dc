package dev.belay.definition.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.definition.problem.Problems;
import dev.belay.definition.schema.SpecificationCheck;
import dev.belay.definition.text.SourceLimits;
import dev.belay.definition.text.SourceNode;
import dev.belay.definition.text.SourceReader;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// Goal: checking task by task accepts what the official schema accepts, no more and no less.
class SpecificationAgreementTest {
    private final SpecificationCheck check = new SpecificationCheck();
    private final SourceReader reader = new SourceReader(SourceLimits.DEFAULT);

    @Test
    void the_check_by_task_agrees_with_the_whole_schema() {
        var texts = new ArrayList<String>();
        BadDefinitions.all().forEach(bad -> texts.add(bad.text()));
        texts.add(Samples.EVERYTHING);
        texts.addAll(OfficialDefinitions.all().values());

        int compared = 0;
        for (String text : texts) {
            var unreadable = new Problems();
            var source = reader.read(text, unreadable);
            if (source.isPresent() && !isStricterHere(source.get().root())) {
                var problems = new Problems();
                check.check(source.get().root(), problems);
                assertThat(problems.errors().isEmpty())
                        .as("%s\n%s", text, problems.errors())
                        .isEqualTo(check.accepts(source.get().value()));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(80);
    }

    /// The official schema is open at the top, and sets names no length.
    private static boolean isStricterHere(SourceNode root) {
        return root.get("schedul").isPresent()
                || root.find("document", "version").map(SourceNode::text).orElse("").length() > 128;
    }
}
