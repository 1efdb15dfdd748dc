package dev.belay.api.audit;

import org.jspecify.annotations.Nullable;

/// One change, or the attempt at one.
///
/// @param id sorts by time
/// @param at ISO 8601
/// @param action the operation's id in the description
/// @param code of a problem; null where there was none
public record AuditEntry(
        String id,
        String at,
        String actor,
        String action,
        String method,
        String path,
        int status,
        @Nullable String code) {}
