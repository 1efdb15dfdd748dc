package dev.belay.aws;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.StoredBatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// A page: consecutive batches in one compressed piece, with a checksum (gzip's).
///
/// Inside are a version, the first number, the count, and each batch's length and bytes.
final class PageBytes {
    private static final int VERSION = 1;

    private PageBytes() {}

    static byte[] pack(List<StoredBatch> batches) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeByte(VERSION);
            out.writeLong(batches.getFirst().number());
            out.writeInt(batches.size());
            for (StoredBatch batch : batches) {
                out.writeInt(batch.bytes().length);
                out.write(batch.bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /// @param name of the page, for the error
    static List<StoredBatch> unpack(String name, byte[] bytes) {
        try (var in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new BelayException(
                        ErrorCode.UNSUPPORTED_HISTORY,
                        "the page %s has version %d, this build reads %d; a newer build wrote it"
                                .formatted(name, version, VERSION));
            }
            long first = in.readLong();
            int count = in.readInt();
            var batches = new ArrayList<StoredBatch>(count);
            for (int i = 0; i < count; i++) {
                batches.add(new StoredBatch(first + i, in.readNBytes(in.readInt())));
            }
            return batches;
        } catch (IOException e) {
            throw new BelayException(
                    ErrorCode.STORE_CORRUPT,
                    "the page %s is damaged (%s)".formatted(name, e.getMessage()),
                    e);
        }
    }
}
