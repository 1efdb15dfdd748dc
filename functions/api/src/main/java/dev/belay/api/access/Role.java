package dev.belay.api.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.util.Locale;
import java.util.Optional;

/// What somebody may do in a workspace. Each role may do what those before it may.
public enum Role {
    /// Look.
    VIEWER,
    /// Start and steer runs, pause schedules, deliver again.
    OPERATOR,
    /// Change flows, schedules and triggers.
    AUTHOR,
    /// Give and take keys, see who changed what, and see what is masked.
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    public boolean isIncludedIn(Role other) {
        return other.includes(this);
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> find(String text) {
        for (Role role : values()) {
            if (role.text().equals(text)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    @JsonCreator
    public static Role of(String text) {
        return find(text)
                .orElseThrow(() ->
                        new BelayException(
                                ErrorCode.INVALID_REQUEST,
                                "that is no role; expected viewer, operator, author or admin"));
    }
}
