package dev.belay.runtime;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// One event on its way to a function.
///
/// @param requestId unique
/// @param deadline when Lambda would end it
/// @param traceId as X-Ray writes it
public record Invocation(String requestId, byte[] event, Instant deadline, String traceId) {
    /// What Lambda takes, and what it gives back, when it waits for the answer.
    public static final int BYTES_MAX = 6 * 1024 * 1024;

    public Invocation {
        if (event.length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "the event has %d bytes, expected %d or fewer"
                            .formatted(event.length, BYTES_MAX));
        }
    }

    public static Invocation of(byte[] event, Instant deadline) {
        return new Invocation(UUID.randomUUID().toString(), event, deadline, trace(deadline));
    }

    private static String trace(Instant now) {
        byte[] random = new byte[20];
        ThreadLocalRandom.current().nextBytes(random);
        String digits = HexFormat.of().formatHex(random);
        return "Root=1-%08x-%s;Parent=%s;Sampled=0"
                .formatted(now.getEpochSecond(), digits.substring(0, 24), digits.substring(24));
    }
}
