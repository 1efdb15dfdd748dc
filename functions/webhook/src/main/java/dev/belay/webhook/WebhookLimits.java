package dev.belay.webhook;

import java.time.Duration;

/// Every limit of webhooks, by name.
public final class WebhookLimits {
    private WebhookLimits() {}

    /// What a trigger takes that says nothing else.
    public static final int BODY_BYTES = 1024 * 1024;

    /// What no trigger takes more of: a function's request has at most this.
    public static final int BODY_BYTES_MAX = 6 * 1024 * 1024;

    public static final int HEADERS_MAX = 100;

    /// Of all names and values together.
    public static final int HEADER_CHARS_MAX = 32 * 1024;

    public static final int URL_CHARS_MAX = 8 * 1024;

    /// A longer delivery id is replaced by its digest.
    public static final int DELIVERY_ID_CHARS_MAX = 200;

    public static final int EVENT_TYPE_CHARS_MAX = 200;

    /// A header's value that an event carries.
    public static final int EVENT_HEADER_CHARS_MAX = 1024;

    /// What a handshake answers with, in all.
    public static final int CHALLENGE_CHARS_MAX = 1024;

    /// Lines that a trigger's inbox keeps; older ones go.
    public static final int LINES_PER_TRIGGER = 1_000;

    /// When a sender is asked to come again after an outage.
    public static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    /// For how long, at least, an event that comes again is known.
    public static final Duration EVENT_KNOWN = Duration.ofDays(7);

    /// Events in one batch.
    public static final int EVENTS_PER_BATCH_MAX = 500;

    /// Runs that start each other by events, one after the other; the next is held.
    public static final int CHAIN_MAX = 50;
}
