package dev.belay.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;

/// Looks at the log before RocksDB replays it, to tell what a crash leaves from damage. RocksDB can
/// only take every bad record for a torn end, and lose what follows, or none, and refuse to open
/// after a power loss.
///
/// A log is a row of blocks of 32 KiB, a block a row of records: the masked CRC-32C of type and
/// data, the data's length (2 bytes), the type, the data; little-endian. A block's last bytes stay
/// empty where no header fits.
final class LogCheck {
    /// What the log ends with.
    enum End {
        WHOLE,
        /// A record whose last sectors are zeros, and nothing behind it: they never reached the
        /// disk, so nobody was told that the record had.
        TORN
    }

    private static final int BLOCK = 32 * 1024;
    private static final int HEADER = 7;
    private static final int SECTOR = 512;
    private static final int MASK_DELTA = 0xa282ead8;

    private final Path directory;
    private final Path file;
    private final long size;
    private final FileChannel channel;

    private LogCheck(Path directory, Path file, FileChannel channel) throws IOException {
        this.directory = directory;
        this.file = file;
        this.channel = channel;
        this.size = channel.size();
    }

    /// @throws dev.belay.core.error.BelayException `STORE_CORRUPT` naming the file and the place
    ///   where there is a record that is neither good nor the torn end of the last log
    static End check(Path directory) {
        try (var files = Files.list(directory)) {
            List<Path> logs =
                    files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
            End end = End.WHOLE;
            for (Path log : logs) {
                End found = checkFile(directory, log);
                end = found == End.TORN ? found : end;
            }
            return end;
        } catch (IOException e) {
            throw StoreErrors.of(directory, "opening", e);
        }
    }

    private static End checkFile(Path directory, Path log) throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            return new LogCheck(directory, log, channel).run();
        }
    }

    private End run() throws IOException {
        var bytes = new byte[BLOCK];
        for (long start = 0; start < size; start += BLOCK) {
            int length = read(start, bytes);
            int bad = firstBad(bytes, length);
            if (bad >= 0) {
                return judge(start, bad, bytes, length);
            }
        }
        return End.WHOLE;
    }

    private int read(long start, byte[] bytes) throws IOException {
        ByteBuffer block = ByteBuffer.wrap(bytes);
        while (block.hasRemaining() && channel.read(block, start + block.position()) >= 0) {
            // Reads on until the block is full or the file ends.
        }
        return block.position();
    }

    /// The first record that is there to its end and not good; -1 where there is none. A record
    /// that the file ends in is what a crash leaves: RocksDB takes it for the end.
    private static int firstBad(byte[] bytes, int length) {
        var crc = new CRC32C();
        int position = 0;
        while (position + HEADER <= length && position + HEADER <= BLOCK) {
            ByteBuffer header = header(bytes, position);
            int end = position + HEADER + dataLength(header);
            if (end > BLOCK) {
                return position;
            }
            if (end > length) {
                return -1;
            }
            crc.reset();
            crc.update(bytes, position + 6, end - position - 6);
            if (masked((int) crc.getValue()) != header.getInt(0)) {
                return position;
            }
            position = end;
        }
        return -1;
    }

    private End judge(long start, int bad, byte[] bytes, int length) throws IOException {
        int dataLength = bad + HEADER <= length ? dataLength(header(bytes, bad)) : 0;
        long from = start + bad;
        long written = endOfData();
        if (written <= from) {
            // Space that was taken ahead.
            return End.TORN;
        }
        long lost = (written + SECTOR - 1) / SECTOR * SECTOR;
        if (lost < Math.min(size, Math.max(from + HEADER + dataLength, from + HEADER + 1))) {
            return End.TORN;
        }
        throw StoreErrors.corrupt(
                directory,
                "opening",
                "the record at byte %d of the log %s does not match its checksum, and records that were acknowledged may follow"
                        .formatted(from, file),
                null);
    }

    /// Behind the file's last byte that is not zero.
    private long endOfData() throws IOException {
        var bytes = new byte[BLOCK];
        for (long start = (size - 1) / BLOCK * BLOCK; start >= 0; start -= BLOCK) {
            for (int i = read(start, bytes) - 1; i >= 0; i--) {
                if (bytes[i] != 0) {
                    return start + i + 1;
                }
            }
        }
        return 0;
    }

    private static ByteBuffer header(byte[] bytes, int position) {
        return ByteBuffer.wrap(bytes, position, HEADER).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int dataLength(ByteBuffer header) {
        return header.getShort(4) & 0xFFFF;
    }

    private static int masked(int crc) {
        return Integer.rotateRight(crc, 15) + MASK_DELTA;
    }
}
