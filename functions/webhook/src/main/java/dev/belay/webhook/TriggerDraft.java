package dev.belay.webhook;

import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.model.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A trigger that is being changed: so that a change names what changes, and nothing else.
final class TriggerDraft {
    private final Trigger of;
    private Lane lane;
    private Trigger.Expressions expressions;
    private Map<String, String> options;
    private Map<String, String> secrets;
    private boolean allowUnsigned;
    private @Nullable String deliveryId;
    private ConflictPolicy conflict;
    private @Nullable Duration tolerance;
    private int bodyBytesMax;
    private Set<String> headers;
    private List<EventFilter> events;
    private @Nullable String flow;
    private boolean enabled;

    TriggerDraft(Trigger of) {
        this.of = of;
        this.lane = of.lane();
        this.expressions = of.expressions();
        this.options = of.options();
        this.secrets = of.secrets();
        this.allowUnsigned = of.allowUnsigned();
        this.deliveryId = of.deliveryId();
        this.conflict = of.conflict();
        this.tolerance = of.tolerance();
        this.bodyBytesMax = of.bodyBytesMax();
        this.headers = of.headers();
        this.events = of.events();
        this.flow = of.flow();
        this.enabled = of.enabled();
    }

    TriggerDraft lane(Lane changed) {
        lane = changed;
        return this;
    }

    TriggerDraft expressions(Trigger.Expressions changed) {
        expressions = changed;
        return this;
    }

    TriggerDraft options(Map<String, String> changed) {
        options = changed;
        return this;
    }

    TriggerDraft secrets(Map<String, String> changed) {
        secrets = changed;
        return this;
    }

    TriggerDraft allowUnsigned(boolean changed) {
        allowUnsigned = changed;
        return this;
    }

    TriggerDraft deliveryId(@Nullable String changed) {
        deliveryId = changed;
        return this;
    }

    TriggerDraft conflict(ConflictPolicy changed) {
        conflict = changed;
        return this;
    }

    TriggerDraft tolerance(@Nullable Duration changed) {
        tolerance = changed;
        return this;
    }

    TriggerDraft bodyBytesMax(int changed) {
        bodyBytesMax = changed;
        return this;
    }

    TriggerDraft headers(Set<String> changed) {
        headers = changed;
        return this;
    }

    TriggerDraft events(List<EventFilter> changed) {
        events = changed;
        return this;
    }

    TriggerDraft flow(@Nullable String changed) {
        flow = changed;
        return this;
    }

    TriggerDraft enabled(boolean changed) {
        enabled = changed;
        return this;
    }

    Trigger trigger() {
        return new Trigger(
                of.workspace(),
                of.id(),
                of.workflow(),
                of.version(),
                lane,
                of.sender(),
                secrets,
                options,
                allowUnsigned,
                expressions,
                deliveryId,
                conflict,
                tolerance,
                headers,
                bodyBytesMax,
                events,
                flow,
                enabled);
    }
}
