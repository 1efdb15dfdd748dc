package dev.belay.api.problem;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.definition.problem.InvalidDefinitionException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What went wrong, as RFC 9457 puts it.
///
/// @param type where the documentation explains it
/// @param title the kind of problem, the same for all of its kind
/// @param code for example `BLY-1007`
/// @param problems everything that is wrong with a flow definition; null where none was given
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable List<FlowProblem> problems) {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int DETAIL_CHARS_MAX = 2_000;

    public Problem {
        detail =
                detail.length() <= DETAIL_CHARS_MAX
                        ? detail
                        : detail.substring(0, DETAIL_CHARS_MAX) + "…";
    }

    public static Problem of(BelayException error) {
        String message = String.valueOf(error.getMessage());
        return switch (error) {
            case RefusedException refused ->
                    new Problem(
                            error.code().docs(),
                            refused.title(),
                            refused.status(),
                            message,
                            error.code().code(),
                            null);
            case InvalidDefinitionException invalid ->
                    new Problem(
                            error.code().docs(),
                            "invalid definition",
                            422,
                            message,
                            error.code().code(),
                            Stream.concat(invalid.problems().stream(), invalid.warnings().stream())
                                    .map(FlowProblem::of)
                                    .toList());
            default -> of(error.code(), message);
        };
    }

    public static Problem of(ErrorCode code, String detail) {
        return of(Statuses.of(code), code, detail);
    }

    /// @param status where it says more than the code does
    public static Problem of(int status, ErrorCode code, String detail) {
        return new Problem(code.docs(), title(code), status, detail, code.code(), null);
    }

    private static String title(ErrorCode code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
