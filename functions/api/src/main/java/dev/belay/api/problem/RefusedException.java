package dev.belay.api.problem;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;

/// A request that is refused for what HTTP has a status of its own for: who asks, when, or with
/// what conditions.
public final class RefusedException extends BelayException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;

    private RefusedException(int status, String title, String message) {
        super(ErrorCode.INVALID_REQUEST, message);
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public static RefusedException unauthenticated(String why) {
        return new RefusedException(
                401,
                "unauthenticated",
                "%s; send 'Authorization: Bearer' with an API key or a token".formatted(why));
    }

    public static RefusedException forbidden(String message) {
        return new RefusedException(403, "forbidden", message);
    }

    public static RefusedException notFound(String message) {
        return new RefusedException(404, "not found", message);
    }

    /// Also for what the caller may not know to exist.
    public static RefusedException noWorkspace(String workspace) {
        return notFound(
                "there is no workspace '%s' that you may see"
                        .formatted(workspace.length() <= 64 ? workspace : "…"));
    }

    public static RefusedException late(String message) {
        return new RefusedException(408, "not yet", message);
    }

    public static RefusedException conflict(String message) {
        return new RefusedException(409, "conflict", message);
    }

    /// @param current what the entity's tag is by now
    public static RefusedException changed(String current) {
        return new RefusedException(
                412,
                "changed meanwhile",
                "somebody changed it since you read it; its tag is %s now: read it again, and decide again"
                        .formatted(current));
    }

    /// What was to be made is there.
    public static RefusedException exists(String message) {
        return new RefusedException(412, "there already", message);
    }

    public static RefusedException tooLarge(String message) {
        return new RefusedException(413, "too large", message);
    }

    public static RefusedException reused(String message) {
        return new RefusedException(422, "key used for another request", message);
    }
}
