package dev.belay.local.server;

import dev.belay.api.access.AccessRuntime;
import dev.belay.api.access.AccessSettings;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.port.Records;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Who may use the API of this process, as [CurrentRuntime] has what is used. Nobody until it is
/// said.
@Singleton
public class CurrentAccess implements AccessRuntime {
    private static volatile @Nullable Current current;

    private record Current(Records records, AccessSettings settings) {}

    public static void set(Records records, AccessSettings settings) {
        current = new Current(records, settings);
    }

    public static void clear() {
        current = null;
    }

    private static Current current() {
        Current now = current;
        if (now == null) {
            throw new BelayException(
                    ErrorCode.STORE_UNAVAILABLE, "the system is starting or stopping; ask again");
        }
        return now;
    }

    /// Whether nothing but this machine reaches the API.
    static boolean isLocal() {
        Current now = current;
        return now == null || now.settings().trustsLocal();
    }

    @Override
    public Records records() {
        return current().records();
    }

    @Override
    public AccessSettings access() {
        return current().settings();
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }
}
