package dev.belay.local.flow;

import dev.belay.flow.store.FlowVersion;
import dev.belay.flow.store.PublishedFlow;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A published flow as it travels between processes of this machine.
///
/// @param plan in base64; null, as the source is, in lists
public record FlowDocument(
        String workflow,
        int number,
        String version,
        Instant publishedAt,
        boolean enabled,
        @Nullable String plan,
        @Nullable String source) {
    public static FlowDocument of(FlowVersion version) {
        return new FlowDocument(
                version.workflow(),
                version.number(),
                version.version(),
                version.publishedAt(),
                version.enabled(),
                null,
                null);
    }

    public static FlowDocument of(PublishedFlow flow) {
        FlowVersion version = flow.version();
        return new FlowDocument(
                version.workflow(),
                version.number(),
                version.version(),
                version.publishedAt(),
                version.enabled(),
                Base64.getEncoder().encodeToString(flow.plan()),
                flow.source());
    }

    public FlowVersion described() {
        return new FlowVersion(workflow, number, version, publishedAt, enabled);
    }

    public PublishedFlow flow() {
        return new PublishedFlow(
                described(),
                Base64.getDecoder().decode(Objects.requireNonNullElse(plan, "")),
                Objects.requireNonNullElse(source, ""));
    }
}
