package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.flow.decider.Doing.ItemFailure;
import dev.belay.flow.decider.Doing.Mapping;
import dev.belay.flow.decider.Doing.Paging;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Step.OnItemError;
import java.util.Comparator;
import java.util.List;

/// The output of a loop with settings of its own: failures first, then counts, then results, or
/// where each page's are.
///
/// @param failures the first ones, by index
record LoopReport(
        List<ItemFailure> failures, int total, int failed, String resultsAs, JsonNode results) {
    /// Failures that a report lists; it counts them all.
    static final int LISTED_MAX = 1_000;

    private static final int LISTED_IN_ERROR_MAX = 100;

    static LoopReport of(Mapping mapping) {
        ArrayNode results = JsonNodeFactory.instance.arrayNode(mapping.results().size());
        mapping.results().forEach(results::add);
        return new LoopReport(
                sorted(mapping.failures()),
                mapping.items().size(),
                mapping.failures().size(),
                "results",
                results);
    }

    static LoopReport of(Paging paging) {
        ArrayNode pages = JsonNodeFactory.instance.arrayNode(paging.pages().size());
        int total = 0;
        int failed = 0;
        for (Doing.Page page : paging.pages()) {
            total += page.count();
            failed += page.failed();
            ObjectNode shown = pages.addObject();
            shown.put("from", page.from()).put("count", page.count());
            shown.put("succeeded", page.succeeded()).put("failed", page.failed());
            shown.put("run", page.run());
            if (page.results() != null) {
                shown.putObject("results")
                        .put("sha256", page.results().sha256())
                        .put("size", page.results().size());
            }
        }
        return new LoopReport(sorted(paging.failures()), total, failed, "pages", pages);
    }

    private static List<ItemFailure> sorted(List<ItemFailure> failures) {
        return failures.stream().sorted(Comparator.comparingInt(ItemFailure::index)).toList();
    }

    /// Completes the loop, or fails it where its failures were to be collected and there are some.
    void end(Machine machine, Frame frame, Step.For loop) {
        boolean raise =
                failed > 0
                        && loop.loop() != null
                        && loop.loop().onItemError() == OnItemError.COLLECT;
        if (raise) {
            machine.fail(
                    frame,
                    Problem.of(
                                    Problem.RUNTIME,
                                    500,
                                    "%d of %d items failed".formatted(failed, total),
                                    null)
                            .with("failures", listed(LISTED_IN_ERROR_MAX)));
        } else {
            machine.complete(frame, json());
        }
    }

    private ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.set("failures", listed(LISTED_MAX));
        json.put("total", total).put("succeeded", total - failed).put("failed", failed);
        json.set(resultsAs, results);
        return json;
    }

    private ArrayNode listed(int max) {
        return listed(failures.subList(0, Math.min(max, failures.size())));
    }

    static ArrayNode listed(List<ItemFailure> failures) {
        ArrayNode listed = JsonNodeFactory.instance.arrayNode(failures.size());
        for (ItemFailure failure : failures) {
            ObjectNode shown = listed.addObject().put("index", failure.index());
            shown.set("key", failure.key() == null ? TextNode.valueOf("") : failure.key());
            shown.set("error", failure.error());
        }
        return listed;
    }
}
