package dev.belay.webhook;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;

/// An expression of a trigger is wrong, or does not fit an event. Neither the message nor [#why]
/// holds a value of the event, so both may be kept and shown.
public final class MappingException extends BelayException {
    private static final long serialVersionUID = 1L;

    private final String why;

    public MappingException(Trigger trigger, String why) {
        super(
                ErrorCode.INVALID_OPTIONS,
                "an expression of trigger '%s' is wrong: %s".formatted(trigger.id(), why));
        this.why = why;
    }

    /// Which expression, and what is wrong with it.
    public String why() {
        return why;
    }
}
