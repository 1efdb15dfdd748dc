package dev.belay.functions.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.error.ErrorCode;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class AddressGuardTest {
    private static final AddressGuard GUARD = AddressGuard.blockPrivate().onPorts(Set.of());

    private final LocalServer server = new LocalServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.0.1",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::10.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:0a00:0001::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1"
            })
    void an_address_that_is_no_public_host_is_refused(String literal) throws UnknownHostException {
        assertThat(GUARD.allows(InetAddress.getByName(literal))).isFalse();
        assertThat(AddressGuard.open().allows(InetAddress.getByName(literal))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "126.255.255.255",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.255.255",
                "192.169.0.1",
                "198.17.255.255",
                "223.255.255.255",
                "::ffff:1.1.1.1",
                "64:ff9b::1.1.1.1",
                "2001:4860:4860::8888",
                "2606:4700:4700::1111",
                "2a00:1450:4001:81b::200e"
            })
    void a_public_host_is_allowed(String literal) throws UnknownHostException {
        assertThat(GUARD.allows(InetAddress.getByName(literal))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "localhost",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:0:0:1]"
            })
    void no_spelling_of_the_loopback_address_gets_through(String host) {
        server.answer("/", 200, Map.of(), "");
        try (var client = new Client(GUARD)) {
            client.refusal(HttpRequest.get("http://%s:%d/".formatted(host, server.port())));
        }

        assertThat(server.seen).isEmpty();
    }

    @Test
    void a_public_name_for_a_private_address_is_refused_for_good() {
        server.answer("/", 200, Map.of(), "");
        try (var client = new Client(GUARD, _ -> addresses("127.0.0.1"))) {
            var failure =
                    client.refusal(
                            HttpRequest.get("http://rebind.example.com:" + server.port() + "/"));

            assertThat(failure.type()).isEqualTo(ErrorCode.FORBIDDEN_ADDRESS.code());
            assertThat(failure.retryable()).isFalse();
            assertThat(failure)
                    .hasMessageContaining("rebind.example.com")
                    .hasMessageNotContaining("127.0.0.1");
        }
        assertThat(server.seen).isEmpty();
    }

    /// Goal: the address that was checked is the one that is connected to.
    ///
    /// Method: a name that means an allowed address once, and forbidden ones ever after.
    @Test
    void a_name_is_resolved_once_and_the_connection_goes_where_it_led() {
        server.answer("/", 200, "text/plain", "here");
        var asked = new AtomicInteger();
        GuardedResolver.Names rebinding =
                _ -> addresses(asked.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2");
        try (var client = new Client(GUARD.allowing("127.0.0.1/32"), rebinding)) {
            String url = "http://rebind.example.com:" + server.port() + "/";

            assertThat(client.send(HttpRequest.get(url)).body()).isEqualTo("here");
        }
        assertThat(asked).hasValue(1);
        assertThat(server.seen.getFirst().headers())
                .containsEntry("host", "rebind.example.com:" + server.port());
    }

    @Test
    void of_several_addresses_only_the_allowed_ones_are_tried() {
        server.answer("/", 200, "text/plain", "here");
        try (var client =
                new Client(GUARD.allowing("127.0.0.1"), _ -> addresses("127.0.0.2", "127.0.0.1"))) {
            String url = "http://both.example.com:" + server.port() + "/";

            assertThat(client.send(HttpRequest.get(url)).body()).isEqualTo("here");
        }
    }

    @Test
    void only_ports_of_web_services_are_allowed_unless_configured() {
        try (var client = new Client(AddressGuard.blockPrivate())) {
            var failure = client.refusal(HttpRequest.get("http://example.com:25/"));

            assertThat(failure.type()).isEqualTo(ErrorCode.FORBIDDEN_ADDRESS.code());
            assertThat(failure).hasMessageContaining("port 25");
        }
        var https = URI.create("https://example.com/");
        assertThat(AddressGuard.blockPrivate().refusal(https)).isNull();
        assertThat(AddressGuard.blockPrivate().onPorts(Set.of(8081)).refusal(https)).isNotNull();
        assertThat(AddressGuard.open().refusal(URI.create("http://example.com:25/"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.com", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "/8"})
    void a_block_must_be_one(String text) {
        assertThatThrownBy(() -> GUARD.allowing(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        var addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }
}
