package dev.belay.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.emulators.LocalAws;
import dev.belay.memory.VirtualClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;

/// Goal: a secret is what its workspace's owner last said, soon after it was said.
class SecretParametersTest {
    private final LocalAws aws = LocalAws.inMemory();
    private final RequestMeter meter = new RequestMeter();
    private final SsmClient client = client(aws.ssmEndpoint());
    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final SecretParameters secrets = new SecretParameters(client, "/belay", clock);

    @AfterEach
    void close() {
        client.close();
        aws.close();
    }

    @Test
    void a_secret_and_the_one_before_are_live_the_newest_first() {
        put("/belay/shop/stripe", "new");
        put("/belay/shop/stripe.previous", "old");

        assertThat(secrets.live("shop", "stripe")).containsExactly("new", "old");
    }

    @Test
    void a_workspace_has_no_secrets_of_another() {
        put("/belay/shop/stripe", "new");

        assertThat(secrets.live("other", "stripe")).isEmpty();
        assertThat(secrets.live("other", "../shop/stripe")).isEmpty();
    }

    @Test
    void a_changed_secret_is_in_force_within_a_minute_and_read_no_more_often() {
        put("/belay/shop/stripe", "one");
        secrets.live("shop", "stripe");
        put("/belay/shop/stripe", "two");
        long before = meter.usage().requestsTo("Ssm");

        clock.advanceBy(SecretParameters.KEPT.minusMillis(1));
        assertThat(secrets.live("shop", "stripe")).containsExactly("one");
        assertThat(meter.usage().requestsTo("Ssm")).isEqualTo(before);

        clock.advanceBy(Duration.ofMillis(1));
        assertThat(secrets.live("shop", "stripe")).containsExactly("two");
    }

    @Test
    void a_secret_that_was_missing_is_found_soon_after_it_is_there() {
        assertThat(secrets.live("shop", "stripe")).isEmpty();
        put("/belay/shop/stripe", "one");

        clock.advanceBy(SecretParameters.MISSING_KEPT);
        assertThat(secrets.live("shop", "stripe")).containsExactly("one");
    }

    @Test
    void a_secret_is_learned_once_and_known_at_once() {
        assertThat(secrets.live("shop", "asana")).isEmpty();

        assertThat(secrets.learn("shop", "asana", "first")).isTrue();
        assertThat(secrets.learn("shop", "asana", "second")).isFalse();

        assertThat(secrets.live("shop", "asana")).containsExactly("first");
    }

    @Test
    void a_store_that_is_away_is_an_outage_and_not_a_missing_secret() {
        var away = new SecretParameters(client(URI.create("http://127.0.0.1:1")), "/belay", clock);

        assertThatThrownBy(() -> away.live("shop", "stripe"))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
                .hasMessageContaining("/belay/shop/stripe");
    }

    private void put(String name, String value) {
        client.putParameter(put -> put.name(name).value(value).overwrite(true));
    }

    private SsmClient client(URI endpoint) {
        var credentials = AwsBasicCredentials.create(LocalAws.ACCESS_KEY, LocalAws.SECRET_KEY);
        return SsmClient.builder()
                .region(Region.of(LocalAws.REGION))
                .endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(override ->
                        override.addExecutionInterceptor(meter).retryStrategy(RetryMode.STANDARD))
                .build();
    }
}
