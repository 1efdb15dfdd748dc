package dev.belay.api.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/// Which operation of the description a request asks for. The method that serves an operation has
/// its id as its name.
public final class Operations {
    private static final String PROPERTY = "belay.operation";

    private Operations() {}

    public static void put(ContainerRequestContext request, String operation) {
        request.setProperty(PROPERTY, operation);
    }

    /// Empty before a resource is found.
    public static Optional<String> of(ContainerRequestContext request) {
        return Optional.ofNullable((String) request.getProperty(PROPERTY));
    }
}
