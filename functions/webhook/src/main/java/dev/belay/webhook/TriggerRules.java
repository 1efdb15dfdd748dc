package dev.belay.webhook;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.webhook.sender.Senders;
import dev.belay.webhook.template.Template;

/// What a trigger has to keep to, so that it can work at all.
public final class TriggerRules {
    private final Senders senders;
    private final TriggerMapping mapping;

    public TriggerRules(Senders senders, TriggerMapping mapping) {
        this.senders = senders;
        this.mapping = mapping;
    }

    /// @throws BelayException naming what is wrong
    public void check(Trigger trigger) {
        if (trigger.workflow().isBlank()) {
            throw invalid("trigger '%s' names no workflow".formatted(trigger.id()));
        }
        if (trigger.isOfEvents()) {
            checkEvents(trigger);
        } else {
            senders.require(trigger.sender());
            if (!trigger.events().isEmpty()) {
                throw invalid(
                        "trigger '%s' names events, and its sender is '%s'; only '%s' is started by events"
                                .formatted(trigger.id(), trigger.sender(), Trigger.EVENT));
            }
        }
        checkDeliveryId(trigger);
        mapping.check(trigger);
    }

    private static void checkEvents(Trigger trigger) {
        boolean all = trigger.events().stream().allMatch(filter -> filter.with().isEmpty());
        if (all && trigger.expressions().filter() == null) {
            throw invalid(
                    "trigger '%s' wants every event, those of its own runs too; say which, for example {\"type\": \"shop.ordered\"}"
                            .formatted(trigger.id()));
        }
    }

    private static void checkDeliveryId(Trigger trigger) {
        String text = trigger.deliveryId();
        if (text == null || text.equals(Trigger.NO_DELIVERY_ID)) {
            return;
        }
        try {
            Template.parse(text);
        } catch (IllegalArgumentException e) {
            throw invalid(
                    "the deliveryId of trigger '%s' is no template: %s"
                            .formatted(trigger.id(), e.getMessage()));
        }
    }

    private static BelayException invalid(String message) {
        return new BelayException(ErrorCode.INVALID_REQUEST, message);
    }
}
