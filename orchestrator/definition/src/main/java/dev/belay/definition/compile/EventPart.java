package dev.belay.definition.compile;

import dev.belay.definition.text.SourceNode;
import dev.belay.flow.plan.Listening.Correlation;
import dev.belay.flow.plan.Listening.Filter;
import dev.belay.flow.plan.Listening.Mode;
import dev.belay.flow.plan.Listening.Strategy;
import dev.belay.flow.plan.Listening.Until;
import dev.belay.flow.plan.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a `listen` or a schedule waits for.
final class EventPart {
    private final Compilation compilation;

    EventPart(Compilation compilation) {
        this.compilation = compilation;
    }

    Strategy strategy(SourceNode node, Variables variables) {
        Optional<SourceNode> one = node.get("one");
        if (one.isPresent()) {
            return new Strategy(Mode.ONE, List.of(filter(one.get(), variables)), null);
        }
        Optional<SourceNode> all = node.get("all");
        if (all.isPresent()) {
            return new Strategy(Mode.ALL, filters(all.get(), variables), null);
        }
        List<Filter> filters =
                node.get("any").map(any -> filters(any, variables)).orElse(List.of());
        return new Strategy(Mode.ANY, filters, until(node, variables));
    }

    private @Nullable Until until(SourceNode node, Variables variables) {
        Optional<SourceNode> until = node.get("until");
        if (until.isEmpty()) {
            return null;
        }
        if (until.get().isText()) {
            return new Until.Holds(compilation.expressions.expression(until.get(), variables));
        }
        return until.get().isObject() ? new Until.Heard(strategy(until.get(), variables)) : null;
    }

    private List<Filter> filters(SourceNode list, Variables variables) {
        return list.items().stream().map(item -> filter(item, variables)).toList();
    }

    private Filter filter(SourceNode node, Variables variables) {
        var with = new LinkedHashMap<String, Template>();
        node.get("with")
                .ifPresent(attributes ->
                        attributes
                                .fields()
                                .forEach(field ->
                                        with.put(
                                                field.key(),
                                                compilation.expressions.template(
                                                        field, variables))));
        var correlate = new LinkedHashMap<String, Correlation>();
        node.get("correlate")
                .ifPresent(names ->
                        names.fields()
                                .forEach(name ->
                                        correlation(name, variables)
                                                .ifPresent(one -> correlate.put(name.key(), one))));
        return new Filter(with, correlate);
    }

    private Optional<Correlation> correlation(SourceNode node, Variables variables) {
        return node.get("from")
                .map(from ->
                        new Correlation(
                                compilation.expressions.expression(from, variables),
                                compilation.expressions.template(node, "expect", variables)));
    }
}
