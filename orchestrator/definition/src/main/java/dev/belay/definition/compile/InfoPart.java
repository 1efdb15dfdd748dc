package dev.belay.definition.compile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.belay.core.error.BelayException;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Limits;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.text.SourceNode;
import dev.belay.definition.version.Canonical;
import dev.belay.flow.plan.Concurrency;
import dev.belay.flow.plan.Concurrency.Overflow;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `document` and Belay's settings in its metadata.
final class InfoPart {
    private static final String DSL = "1.0.";
    private static final List<String> SETTINGS =
            List.of("lane", "timezone", "triggers", "concurrency", "idempotencyKey", "creditLimit");
    private static final int CONCURRENCY_MAX = 1_000_000;

    private final Compilation compilation;
    private final Metadata metadata;
    private final SourceNode document;
    private final Optional<SourceNode> settings;

    InfoPart(Compilation compilation) {
        this.compilation = compilation;
        this.metadata = new Metadata(compilation.problems);
        this.document = compilation.root.get("document").orElse(compilation.root);
        this.settings = metadata.settings(document, SETTINGS);
    }

    FlowInfo info() {
        checkDocument();
        return new FlowInfo(
                document.text("dsl").orElse(""),
                document.text("namespace").orElse(""),
                document.text("name").orElse(""),
                document.text("version").orElse(""),
                document.text("title").orElse(null),
                document.text("summary").orElse(null),
                document.get("tags")
                        .map(SourceNode::value)
                        .orElse(JsonNodeFactory.instance.objectNode()),
                Canonical.hash(compilation.root.value()),
                lane(),
                zone(),
                concurrency(),
                settings.map(node ->
                                compilation.expressions.expression(
                                        node, "idempotencyKey", Variables.FLOW))
                        .orElse(null),
                creditLimit(),
                triggers());
    }

    private void checkDocument() {
        document.get("dsl")
                .filter(SourceNode::isText)
                .filter(dsl -> !dsl.text().startsWith(DSL))
                .ifPresent(dsl ->
                        compilation.problems.at(
                                dsl,
                                ProblemCode.UNSUPPORTED_DSL,
                                "version %s of the DSL is not supported".formatted(dsl.text()),
                                "write '1.0.3'"));
        for (String key : List.of("namespace", "name")) {
            document.get(key)
                    .filter(SourceNode::isText)
                    .filter(node -> !node.text().equals(node.text().toLowerCase(Locale.ROOT)))
                    .ifPresent(node ->
                            compilation.problems.at(
                                    node,
                                    ProblemCode.INVALID_NAME,
                                    "'document.%s' has upper-case letters".formatted(key),
                                    "write '%s': names of workflows are lower-case"
                                            .formatted(node.text().toLowerCase(Locale.ROOT))));
        }
        document.get("namespace")
                .filter(node -> node.text().equals("belay"))
                .ifPresent(node ->
                        compilation.problems.at(
                                node,
                                ProblemCode.INVALID_NAME,
                                "namespace 'belay' belongs to the engine",
                                "choose another namespace"));
        int chars =
                document.text("namespace").orElse("").length()
                        + 1
                        + document.text("name").orElse("").length();
        if (chars > Limits.NAME_CHARS_MAX) {
            compilation.problems.at(
                    document.get("name").orElse(document),
                    ProblemCode.INVALID_NAME,
                    "namespace and name have %d characters together, at most %d are possible"
                            .formatted(chars, Limits.NAME_CHARS_MAX),
                    "shorten one of them");
        }
    }

    private @Nullable Lane lane() {
        Optional<SourceNode> lane = settings.flatMap(node -> node.get("lane"));
        if (lane.isEmpty()) {
            return null;
        }
        try {
            return new Lane(lane.get().text());
        } catch (BelayException invalid) {
            metadata.invalid(
                    lane.get(),
                    "'%s' is no lane's name".formatted(lane.get().text()),
                    "write 1 to %d of a-z, 0-9, '-', '.', '_', such as automation"
                            .formatted(Limits.LANE_CHARS_MAX));
            return null;
        }
    }

    ZoneId zone() {
        Optional<SourceNode> zone = settings.flatMap(node -> node.get("timezone"));
        if (zone.isEmpty()) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(zone.get().text());
        } catch (DateTimeException unknown) {
            compilation.problems.at(
                    zone.get(),
                    ProblemCode.UNKNOWN_TIMEZONE,
                    "there is no time zone '%s'".formatted(zone.get().text()),
                    "write a name of the IANA database, such as Europe/Paris");
            return ZoneOffset.UTC;
        }
    }

    private @Nullable Concurrency concurrency() {
        Optional<SourceNode> found = settings.flatMap(node -> node.get("concurrency"));
        if (found.isEmpty()) {
            return null;
        }
        SourceNode node = found.get();
        if (!node.isObject()) {
            int limit =
                    settings.flatMap(parent ->
                                    metadata.number(parent, "concurrency", 1, CONCURRENCY_MAX))
                            .orElse(1);
            return new Concurrency(limit, null, Overflow.QUEUE, true);
        }
        metadata.requireKnown(node, List.of("limit", "key", "overflow", "heldWhileWaiting"));
        return new Concurrency(
                metadata.number(node, "limit", 1, CONCURRENCY_MAX).orElse(1),
                compilation.expressions.expression(node, "key", Variables.FLOW),
                metadata.choice(node, "overflow", Overflow.class).orElse(Overflow.QUEUE),
                metadata.flag(node, "heldWhileWaiting").orElse(true));
    }

    private @Nullable Long creditLimit() {
        return settings.flatMap(node -> metadata.number(node, "creditLimit", 1, Integer.MAX_VALUE))
                .map(Integer::longValue)
                .orElse(null);
    }

    private List<FlowTrigger> triggers() {
        var triggers = new ArrayList<FlowTrigger>();
        Optional<SourceNode> list = settings.flatMap(node -> node.get("triggers"));
        if (list.isPresent() && !list.get().value().isArray()) {
            metadata.invalid(list.get(), "'triggers' is no list", "write '- name:' and 'type:'");
            return triggers;
        }
        var names = new HashSet<String>();
        for (SourceNode item : list.map(SourceNode::items).orElse(List.of())) {
            Optional<String> name = item.text("name");
            Optional<String> type = item.text("type");
            if (name.isEmpty() || type.isEmpty()) {
                metadata.invalid(
                        item,
                        "this trigger has no %s".formatted(name.isEmpty() ? "name" : "type"),
                        "write 'name', 'type' and what the type needs");
            } else if (!names.add(name.get())) {
                metadata.invalid(
                        item.get("name").orElse(item),
                        "another trigger is named '%s'".formatted(name.get()),
                        "give it another name");
            } else {
                triggers.add(new FlowTrigger(name.get(), type.get(), item.value()));
            }
        }
        return triggers;
    }
}
