package dev.belay.api.access;

import dev.belay.core.port.Records;
import java.time.InstantSource;

/// What access control needs of the process that serves the API. Keys, the audit trail, answers for
/// repetitions and settings are kept in its records.
public interface AccessRuntime {
    Records records();

    AccessSettings access();

    InstantSource clock();
}
