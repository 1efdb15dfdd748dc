package dev.belay.functions.http;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.core.activity.ActivityException;
import dev.belay.functions.http.secret.SecretStore;
import dev.belay.json.JacksonPayloadCodec;
import java.time.Duration;
import java.time.InstantSource;

/// The activity, called as a worker would.
final class Client implements AutoCloseable {
    private final HttpRequestActivity activity;

    Client(AddressGuard guard) {
        this(guard, HttpTransport::platform);
    }

    Client(AddressGuard guard, GuardedResolver.Names names) {
        this(guard, InstantSource.fixed(FirstAttempt.NOON), SecretStore.NONE, names);
    }

    Client(
            AddressGuard guard,
            InstantSource clock,
            SecretStore secrets,
            GuardedResolver.Names names) {
        activity =
                new HttpRequestActivity(
                        HttpSettings.DEFAULT.withGuard(guard),
                        new JacksonPayloadCodec(),
                        clock,
                        secrets,
                        names);
    }

    static Client with(InstantSource clock, SecretStore secrets) {
        return new Client(AddressGuard.open(), clock, secrets, HttpTransport::platform);
    }

    static Client open() {
        return new Client(AddressGuard.open());
    }

    HttpAnswer send(HttpRequest request) {
        return activity.perform(request, new FirstAttempt(Duration.ofSeconds(20)));
    }

    ActivityException refusal(HttpRequest request) {
        return refusal(request, Duration.ofSeconds(20));
    }

    ActivityException refusal(HttpRequest request, Duration remaining) {
        return catchThrowableOfType(
                ActivityException.class,
                () -> activity.perform(request, new FirstAttempt(remaining)));
    }

    @Override
    public void close() {
        activity.close();
    }
}
