package dev.belay.api.audit;

import dev.belay.api.access.AccessRuntime;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// The audit trail of this process.
@Singleton
public class CurrentTrail {
    private final AuditTrail trail;

    @Inject
    CurrentTrail(AccessRuntime runtime) {
        this.trail = new AuditTrail(runtime::records, runtime.clock());
    }

    public AuditTrail get() {
        return trail;
    }
}
