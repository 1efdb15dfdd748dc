package dev.belay.embedded;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.WALRecoveryMode;

/// How RocksDB is set up, and why.
final class Tuning implements AutoCloseable {
    private final List<AbstractNativeReference> owned = new ArrayList<>();
    private final DBOptions database;
    private final List<ColumnFamilyDescriptor> families = new ArrayList<>();

    /// @param replayToDamage replays a log up to its first bad record; else that is an error
    Tuning(EmbeddedOptions options, boolean replayToDamage) {
        database = database(options, replayToDamage);
        var cache = own(new LRUCache(options.cacheBytes()));
        var filter = own(new BloomFilter(10, false));
        for (Family family : Family.values()) {
            families.add(
                    new ColumnFamilyDescriptor(
                            family.familyName().getBytes(StandardCharsets.UTF_8),
                            family(options, cache, filter)));
        }
    }

    DBOptions database() {
        return database;
    }

    List<ColumnFamilyDescriptor> families() {
        return families;
    }

    private DBOptions database(EmbeddedOptions options, boolean replayToDamage) {
        return own(new DBOptions())
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setParanoidChecks(true)
                .setWalRecoveryMode(
                        replayToDamage
                                ? WALRecoveryMode.PointInTimeRecovery
                                : WALRecoveryMode.TolerateCorruptedTailRecords)
                // All families share the budget; the log is replayed when the store opens, so its
                // size bounds how long that takes.
                .setDbWriteBufferSize(options.writeBufferBytes())
                .setMaxTotalWalSize(options.writeBufferBytes() * 2)
                // There is one writer: what serves many only costs it.
                .setAllowConcurrentMemtableWrite(false)
                .setEnableWriteThreadAdaptiveYield(false)
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(512)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(1)
                .setMaxLogFileSize(1024 * 1024)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }

    private ColumnFamilyOptions family(
            EmbeddedOptions options, LRUCache cache, BloomFilter filter) {
        var table =
                new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setFilterPolicy(filter)
                        .setFormatVersion(6)
                        .setBlockSize(16 * 1024);
        return own(new ColumnFamilyOptions())
                .setTableFormatConfig(table)
                .setWriteBufferSize(options.writeBufferBytes())
                // Histories are written once and read seldom: rewriting them less often is worth
                // more than one file less to look into.
                .setCompactionStyle(CompactionStyle.UNIVERSAL)
                .setCompressionType(CompressionType.ZSTD_COMPRESSION)
                .setCompressionOptions(own(new CompressionOptions()).setLevel(1));
    }

    private <T extends AbstractNativeReference> T own(T reference) {
        owned.add(reference);
        return reference;
    }

    @Override
    public void close() {
        owned.reversed().forEach(AbstractNativeReference::close);
    }
}
