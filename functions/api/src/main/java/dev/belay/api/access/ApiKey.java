package dev.belay.api.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An API key, without its secret.
///
/// @param workspace `*` for all
/// @param name for people
/// @param expiresAt null is never
public record ApiKey(
        String id,
        String workspace,
        Role role,
        @Nullable String name,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt) {}
