package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.belay.flow.decider.Doing.ItemFailure;
import dev.belay.flow.decider.Doing.Looping;
import dev.belay.flow.decider.Doing.Mapping;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Step.Loop;
import dev.belay.flow.plan.Step.OnItemError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// `for`: one iteration after the other, or several at a time.
final class LoopStep {
    /// Items that a loop without a batch size does in the run itself.
    static final int PAGE_ITEMS = 1_000;

    private final Machine machine;
    private final PagedLoop pages;

    LoopStep(Machine machine) {
        this.machine = machine;
        this.pages = new PagedLoop(machine);
    }

    PagedLoop pages() {
        return pages;
    }

    void enter(Frame frame, Step.For loop) {
        JsonNode in = machine.evaluation.value(loop.in(), frame.input(), frame, Map.of());
        if (!in.isArray()) {
            throw new ProblemException(
                    Problem.of(
                            Problem.EXPRESSION,
                            400,
                            "Nothing to loop over",
                            "`for.in` gave no array but %s"
                                    .formatted(
                                            in.getNodeType()
                                                    .name()
                                                    .toLowerCase(java.util.Locale.ROOT))));
        }
        var items = new ArrayList<JsonNode>(in.size());
        in.forEach(items::add);
        int pageItems =
                loop.loop() == null || loop.loop().batchSize() == 0
                        ? PAGE_ITEMS
                        : loop.loop().batchSize();
        if (items.size() > pageItems) {
            pages.enter(frame, loop, items, pageItems);
        } else {
            int concurrency = loop.loop() == null ? 1 : loop.loop().concurrency();
            begin(frame, loop, items, 0, concurrency);
        }
    }

    /// Begins with the items at hand.
    ///
    /// @param offset the index of the first of them in the whole loop
    void begin(Frame frame, Step.For loop, List<JsonNode> items, int offset, int concurrency) {
        if (loop.loop() == null) {
            frame.doing = new Looping(items, offset, 0);
            iterate(frame, loop, frame.input());
        } else {
            frame.doing =
                    new Mapping(
                            items,
                            offset,
                            concurrency,
                            new ArrayList<>(
                                    Collections.nCopies(items.size(), NullNode.getInstance())),
                            new ArrayList<>(),
                            0,
                            0);
            fill(frame, loop);
        }
    }

    void iterationDone(Frame frame, Step.For loop, int slot, JsonNode output) {
        if (frame.doing instanceof Looping looping) {
            frame.doing = looping.next();
            iterate(frame, loop, output);
        } else {
            Mapping mapping = frame.doing(Mapping.class);
            mapping.results().set(slot, output);
            frame.doing = mapping.endedOne();
            fill(frame, loop);
        }
    }

    void iterationFailed(Frame frame, Step.For loop, int slot, Problem problem) {
        if (!(frame.doing instanceof Mapping mapping) || loop.loop() == null) {
            machine.fail(frame, problem);
            return;
        }
        int index = mapping.offset() + slot;
        JsonNode key = key(frame, loop, mapping.items().get(slot), index);
        if (loop.loop().onItemError() == OnItemError.STOP) {
            var item = JsonNodeFactory.instance.objectNode().put("index", index);
            item.set("key", key);
            machine.fail(frame, problem.with("item", item));
            return;
        }
        mapping.failures().add(new ItemFailure(index, key, problem.body()));
        frame.doing = mapping.endedOne();
        fill(frame, loop);
    }

    private JsonNode key(Frame frame, Step.For loop, JsonNode item, int index) {
        Loop rule = loop.loop();
        if (rule == null || rule.key() == null) {
            return NullNode.getInstance();
        }
        try {
            return machine.evaluation.value(rule.key(), item, frame, variables(loop, item, index));
        } catch (ProblemException e) {
            return NullNode.getInstance();
        }
    }

    private void iterate(Frame frame, Step.For loop, JsonNode data) {
        Looping looping = frame.doing(Looping.class);
        boolean over = looping.at() == looping.items().size() || loop.block().isEmpty();
        boolean stopped = false;
        Map<String, JsonNode> variables = Map.of();
        if (!over) {
            JsonNode item = looping.items().get(looping.at());
            variables = variables(loop, item, looping.offset() + looping.at());
            stopped = !goesOn(frame, loop, data, variables);
        }
        if (!over && !stopped) {
            machine.startBlock(frame, looping.at(), loop.block(), data, variables);
        } else if (machine.root().isPage(frame)) {
            machine.root().pageDone(PageResult.chained(data, machine.state.context, stopped));
        } else {
            machine.complete(frame, data);
        }
    }

    /// Begins as many iterations as may be under way.
    private void fill(Frame frame, Step.For loop) {
        Mapping mapping = frame.doing(Mapping.class);
        int size = loop.block().isEmpty() ? 0 : mapping.items().size();
        var begun = new ArrayList<Map<String, JsonNode>>();
        int first = mapping.next();
        while (mapping.open() < mapping.concurrency() && mapping.next() < size) {
            int at = mapping.next();
            var variables = variables(loop, mapping.items().get(at), mapping.offset() + at);
            if (!goesOn(frame, loop, frame.input(), variables)) {
                mapping = mapping.overAt(size);
                break;
            }
            begun.add(variables);
            mapping = mapping.begunOne();
        }
        frame.doing = mapping;
        for (int i = begun.size() - 1; i >= 0; i--) {
            machine.start(frame, first + i, loop.block().getFirst(), frame.input(), begun.get(i));
        }
        if (mapping.open() == 0 && mapping.next() >= size) {
            mapDone(frame, loop, mapping);
        }
    }

    private void mapDone(Frame frame, Step.For loop, Mapping mapping) {
        if (machine.root().isPage(frame)) {
            machine.root().pageDone(PageResult.mapped(mapping));
            return;
        }
        LoopReport.of(mapping).end(machine, frame, loop);
    }

    private boolean goesOn(
            Frame frame, Step.For loop, JsonNode data, Map<String, JsonNode> variables) {
        return loop.whileTrue() == null
                || machine.evaluation.holds(loop.whileTrue(), data, frame, variables);
    }

    static Map<String, JsonNode> variables(Step.For loop, JsonNode item, int index) {
        return Map.of(loop.each(), item, loop.at(), IntNode.valueOf(index));
    }
}
