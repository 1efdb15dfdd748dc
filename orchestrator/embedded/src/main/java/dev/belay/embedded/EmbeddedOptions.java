package dev.belay.embedded;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// How a store is kept. [#in] states the defaults.
///
/// @param directory made if it does not exist; one process at a time may have it open
/// @param receivesMax how often a message is received before it goes to the dead letters
/// @param writeBufferBytes memory for what is written and not yet in table files
/// @param cacheBytes memory for what was read from table files
/// @param messageBytes memory for waiting messages; further ones are read from the disk when it is
///   their turn
/// @param freeBytesMin writes are refused while the disk has less left than this
/// @param salvage opens a damaged log up to the damage and gives up what follows; only ever by hand
/// @param clock what messages are timed by
public record EmbeddedOptions(
        Path directory,
        Durability durability,
        int receivesMax,
        long writeBufferBytes,
        long cacheBytes,
        long messageBytes,
        long freeBytesMin,
        boolean salvage,
        InstantSource clock) {
    /// How long a write that nobody waits for, or any with [Durability#BUFFERED], may stay off the
    /// disk: what a power loss can take.
    public static final Duration SYNC_INTERVAL = Duration.ofMillis(100);

    private static final long MIB = 1024 * 1024;

    public EmbeddedOptions {
        require(receivesMax >= 1, "receivesMax", receivesMax, 1);
        require(writeBufferBytes >= MIB, "writeBufferBytes", writeBufferBytes, MIB);
        require(cacheBytes >= 0, "cacheBytes", cacheBytes, 0);
        require(messageBytes >= 0, "messageBytes", messageBytes, 0);
        require(freeBytesMin >= 0, "freeBytesMin", freeBytesMin, 0);
    }

    /// Synced, 20 receives, 32 MiB of write buffer, 32 MiB of cache, 64 MiB of messages, 64 MiB of
    /// the disk left free, on the system's clock.
    public static EmbeddedOptions in(Path directory) {
        return new EmbeddedOptions(
                directory,
                Durability.SYNCED,
                20,
                32 * MIB,
                32 * MIB,
                64 * MIB,
                64 * MIB,
                false,
                InstantSource.system());
    }

    public EmbeddedOptions withDurability(Durability chosen) {
        return new EmbeddedOptions(
                directory,
                chosen,
                receivesMax,
                writeBufferBytes,
                cacheBytes,
                messageBytes,
                freeBytesMin,
                salvage,
                clock);
    }

    public EmbeddedOptions withReceivesMax(int count) {
        return new EmbeddedOptions(
                directory,
                durability,
                count,
                writeBufferBytes,
                cacheBytes,
                messageBytes,
                freeBytesMin,
                salvage,
                clock);
    }

    public EmbeddedOptions withMemory(long writeBuffer, long cache, long messages) {
        return new EmbeddedOptions(
                directory,
                durability,
                receivesMax,
                writeBuffer,
                cache,
                messages,
                freeBytesMin,
                salvage,
                clock);
    }

    public EmbeddedOptions withFreeBytesMin(long bytes) {
        return new EmbeddedOptions(
                directory,
                durability,
                receivesMax,
                writeBufferBytes,
                cacheBytes,
                messageBytes,
                bytes,
                salvage,
                clock);
    }

    public EmbeddedOptions withSalvage(boolean chosen) {
        return new EmbeddedOptions(
                directory,
                durability,
                receivesMax,
                writeBufferBytes,
                cacheBytes,
                messageBytes,
                freeBytesMin,
                chosen,
                clock);
    }

    public EmbeddedOptions withClock(InstantSource chosen) {
        return new EmbeddedOptions(
                directory,
                durability,
                receivesMax,
                writeBufferBytes,
                cacheBytes,
                messageBytes,
                freeBytesMin,
                salvage,
                chosen);
    }

    private static void require(boolean holds, String name, long value, long least) {
        if (!holds) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "%s of the embedded store is %d, expected %d or more"
                            .formatted(name, value, least));
        }
    }
}
