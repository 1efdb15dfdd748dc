package dev.belay.api.access;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// The credentials that all requests of this process are told by.
@Singleton
public class CurrentCredentials {
    private final Credentials credentials;
    private final AccessRuntime runtime;

    @Inject
    CurrentCredentials(AccessRuntime runtime) {
        this.runtime = runtime;
        this.credentials = new Credentials(runtime);
    }

    public Credentials get() {
        return credentials;
    }

    public AccessRuntime runtime() {
        return runtime;
    }
}
