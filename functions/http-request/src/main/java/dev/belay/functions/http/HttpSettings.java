package dev.belay.functions.http;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Limits;
import java.time.Duration;

/// What whoever hosts the activity decides for all requests.
///
/// @param timeout of requests that state none
/// @param responseBytesMax of requests that state none; none may state more than
///   [Limits#PAYLOAD_BYTES_MAX]
/// @param redirectsMax how many redirects one request follows
public record HttpSettings(
        AddressGuard guard, Duration timeout, int responseBytesMax, int redirectsMax) {
    public static final HttpSettings DEFAULT =
            new HttpSettings(AddressGuard.blockPrivate(), Duration.ofSeconds(30), 1024 * 1024, 5);

    public HttpSettings {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "timeout is %s, expected more than 0".formatted(timeout));
        }
        if (responseBytesMax < 0 || responseBytesMax > Limits.PAYLOAD_BYTES_MAX) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "responseBytesMax is %d, expected 0 to %d"
                            .formatted(responseBytesMax, Limits.PAYLOAD_BYTES_MAX));
        }
        if (redirectsMax < 0) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "redirectsMax is %d, expected 0 or more".formatted(redirectsMax));
        }
    }

    public HttpSettings withGuard(AddressGuard newGuard) {
        return new HttpSettings(newGuard, timeout, responseBytesMax, redirectsMax);
    }
}
