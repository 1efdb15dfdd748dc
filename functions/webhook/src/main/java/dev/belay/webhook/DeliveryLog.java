package dev.belay.webhook;

import dev.belay.core.model.RunId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The inboxes of triggers: what came lately, and which run each delivery led to. Durable when it
/// returns.
public interface DeliveryLog {
    /// Adds a line, and drops the oldest beyond [WebhookLimits#LINES_PER_TRIGGER] sooner or later.
    /// Lines without a delivery id, which anybody can cause, never push out others.
    void add(Workspace workspace, String trigger, Delivery line);

    /// The run that a delivery id first led to, as long as its line is kept.
    Optional<RunId> firstRun(Workspace workspace, String trigger, String deliveryId);

    Optional<Delivery> find(Workspace workspace, String trigger, String id);

    /// Newest first.
    ///
    /// @param cursor where the page before this one ended; null for the first
    Page<Delivery> list(Workspace workspace, String trigger, int limit, @Nullable String cursor);
}
