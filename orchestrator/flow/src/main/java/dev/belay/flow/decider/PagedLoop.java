package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Outcome;
import dev.belay.flow.decider.Doing.ItemFailure;
import dev.belay.flow.decider.Doing.Page;
import dev.belay.flow.decider.Doing.Paging;
import dev.belay.flow.decider.Doing.StoredValue;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Step.OnItemError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A loop over more items than one run should do: each page is a child run of the same version, and
/// items, shared data and results stay in the payload store. This run keeps counts.
final class PagedLoop {
    /// Marks a run that does a page, and of which task.
    static final String MEMO = "belay.page";

    private static final int PAGES_AT_ONCE_MAX = 16;

    private final Machine machine;

    PagedLoop(Machine machine) {
        this.machine = machine;
    }

    void enter(Frame frame, Step.For loop, List<JsonNode> items, int pageItems) {
        var pages = new ArrayList<Page>();
        for (int from = 0; from < items.size(); from += pageItems) {
            List<JsonNode> some = items.subList(from, Math.min(items.size(), from + pageItems));
            ArrayNode array = JsonNodeFactory.instance.arrayNode(some.size());
            some.forEach(array::add);
            pages.add(new Page(from, some.size(), machine.values.store(array), null, 0, 0, null));
        }
        int all = loop.loop() == null ? 1 : loop.loop().concurrency();
        int atOnce = Math.min(Math.min(pages.size(), all), PAGES_AT_ONCE_MAX);
        frame.doing =
                new Paging(
                        pages,
                        shared(frame, frame.input()),
                        Math.max(1, all / atOnce),
                        atOnce,
                        new ArrayList<>(),
                        0,
                        0);
        startNext(frame);
    }

    /// What all iterations see, kept once.
    private StoredValue shared(Frame frame, JsonNode input) {
        ObjectNode shared = JsonNodeFactory.instance.objectNode();
        shared.set("input", input);
        shared.set("context", machine.state.context);
        shared.set("rawInput", machine.state.rawInput);
        ObjectNode variables = shared.putObject("variables");
        for (Frame at = frame; at != null; at = machine.state.frames.get(at.owner)) {
            at.variables.forEach(variables::putIfAbsent);
        }
        return machine.values.store(shared);
    }

    private void startNext(Frame frame) {
        Paging paging = frame.doing(Paging.class);
        while (paging.open() < paging.pagesAtOnce() && paging.next() < paging.pages().size()) {
            int slot = paging.next();
            Page page = paging.pages().get(slot);
            var request = machine.request;
            int command =
                    RunStep.start(
                            machine,
                            request.workflow(),
                            input(frame, paging, page),
                            null,
                            ParentClosePolicy.TERMINATE,
                            child ->
                                    child.withVersion(request.version())
                                            .withMemo(
                                                    Map.of(
                                                            MEMO,
                                                            machine.plan
                                                                    .task(frame.task)
                                                                    .pointer())));
            machine.state.waits.put(command, new Wait(frame.id, slot, Wait.What.CHILD));
            String run = RunStep.childId(machine, command).value();
            paging.pages()
                    .set(slot, new Page(page.from(), page.count(), page.items(), run, 0, 0, null));
            paging = paging.begunOne();
        }
        frame.doing = paging;
    }

    private static ObjectNode input(Frame frame, Paging paging, Page page) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("task", frame.task).put("from", page.from());
        input.put("concurrency", paging.concurrency());
        input.set("items", reference(page.items()));
        input.set("shared", reference(paging.input()));
        return input;
    }

    private static ObjectNode reference(StoredValue value) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("sha256", value.sha256())
                .put("size", value.size());
    }

    static StoredValue stored(JsonNode reference) {
        return new StoredValue(reference.path("sha256").asText(), reference.path("size").asInt());
    }

    void pageClosed(Frame frame, int slot, Outcome outcome) {
        var loop = (Step.For) machine.plan.task(frame.task).step();
        switch (outcome) {
            case Outcome.Completed(var payload) -> {
                JsonNode result = machine.values.read(payload);
                if (result.path("ended").asBoolean()) {
                    machine.root().end(result.path("output"));
                } else if (loop.loop() == null) {
                    chained(frame, slot, result);
                } else {
                    mapped(frame, loop, slot, result);
                }
            }
            case Outcome.Failed(var failure) -> failed(frame, loop, slot, failure);
        }
    }

    private void chained(Frame frame, int slot, JsonNode result) {
        Paging paging = frame.doing(Paging.class);
        JsonNode output = result.path("output");
        machine.state.context = result.path("context");
        boolean last = slot + 1 == paging.pages().size();
        if (last || result.path("stopped").asBoolean()) {
            machine.complete(frame, output);
            return;
        }
        frame.doing = paging.endedOne(shared(frame, output));
        startNext(frame);
    }

    private void mapped(Frame frame, Step.For loop, int slot, JsonNode result) {
        Paging paging = frame.doing(Paging.class);
        for (JsonNode failure : result.path("failures")) {
            note(
                    paging,
                    new ItemFailure(
                            failure.path("index").asInt(),
                            failure.path("key"),
                            failure.path("error")));
        }
        Page page = paging.pages().get(slot);
        int failed = result.path("failed").asInt();
        ended(
                frame,
                loop,
                slot,
                new Page(
                        page.from(),
                        page.count(),
                        page.items(),
                        page.run(),
                        page.count() - failed,
                        failed,
                        machine.values.store(result.path("results"))));
    }

    /// The page's run itself failed.
    private void failed(Frame frame, Step.For loop, int slot, Failure failure) {
        Problem problem = Failures.problem(failure);
        if (loop.loop() == null || loop.loop().onItemError() == OnItemError.STOP) {
            machine.fail(frame, problem);
            return;
        }
        Paging paging = frame.doing(Paging.class);
        Page page = paging.pages().get(slot);
        note(paging, new ItemFailure(page.from(), null, problem.body()));
        ended(
                frame,
                loop,
                slot,
                new Page(
                        page.from(),
                        page.count(),
                        page.items(),
                        page.run(),
                        0,
                        page.count(),
                        null));
    }

    private static void note(Paging paging, ItemFailure failure) {
        if (paging.failures().size() < LoopReport.LISTED_MAX) {
            paging.failures().add(failure);
        }
    }

    private void ended(Frame frame, Step.For loop, int slot, Page page) {
        Paging paging = frame.doing(Paging.class);
        paging.pages().set(slot, page);
        paging = paging.endedOne(paging.input());
        frame.doing = paging;
        startNext(frame);
        paging = frame.doing(Paging.class);
        if (paging.open() == 0) {
            LoopReport.of(paging).end(machine, frame, loop);
        }
    }
}
