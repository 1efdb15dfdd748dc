package dev.belay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.http.WebhookResponse;
import dev.belay.webhook.sender.Scheme;
import dev.belay.webhook.sender.Sender;
import dev.belay.webhook.template.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: nothing that anybody sends makes the handler fail, start a run without proof, or say
/// anything of a secret or of what was sent.
///
/// Method: the seed makes requests for every sender: random bytes where signatures, times and ids
/// belong, and signed requests that were cut or changed.
class FuzzTest {
    private static final String SECRET_MARK = "hush-hush";
    private static final String PAYLOAD_MARK = "private-payload";

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_is_sent_without_proof_is_refused_and_nothing_is_given_away(long seed) {
        var random = new Random(seed);
        for (Sender sender : World.SENDERS.all()) {
            var world = new World();
            world.trigger(sender.name());
            world.secrets.put(World.WORKSPACE, "orders", SECRET_MARK + seed);

            WebhookResponse response = world.send(request(random, sender));

            assertThat(response.status()).as(sender.name()).isIn(200, 400, 401, 405, 431);
            assertThat(world.started()).as(sender.name()).isEmpty();
            assertQuiet(world, response, sender);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_signed_request_that_was_changed_is_never_an_error(long seed) {
        var random = new Random(seed);
        for (Sender sender : World.SENDERS.all()) {
            if (sender.provesNothing()) {
                continue;
            }
            var world = new World();
            world.trigger(sender.name());
            WebhookRequest request =
                    world.signer(sender.name(), (int) seed).at(world.clock.instant());

            WebhookResponse response = world.send(changed(random, request));

            assertThat(response.status()).as(sender.name()).isIn(200, 400, 401, 405, 431);
            String secret =
                    world.secrets.secret(World.WORKSPACE, "orders").orElseThrow().live().getFirst();
            assertThat(response.text()).doesNotContain(secret);
            assertThat(world.lines()).as(sender.name()).hasSize(1);
        }
    }

    private static void assertQuiet(World world, WebhookResponse response, Sender sender) {
        assertThat(response.text() + response.headers())
                .as(sender.name())
                .doesNotContain(SECRET_MARK)
                .doesNotContain(PAYLOAD_MARK);
        String lines = world.lines().toString();
        assertThat(lines)
                .as(sender.name())
                .doesNotContain(SECRET_MARK)
                .doesNotContain(PAYLOAD_MARK);
        assertThat(world.lines()).as(sender.name()).hasSize(1);
    }

    private static WebhookRequest request(Random random, Sender sender) {
        var headers = new HashMap<String, List<String>>();
        for (Scheme scheme : sender.schemes()) {
            for (Source source : scheme.signature().sources()) {
                if (source.kind() == Source.Kind.HEADER
                        || source.kind() == Source.Kind.HEADER_JSON) {
                    String name = source.name().split("/")[0];
                    headers.put(name, values(random, scheme.signature().prefix()));
                }
            }
            if (scheme.timestamp() != null
                    && scheme.timestamp().source().kind() == Source.Kind.HEADER) {
                headers.put(scheme.timestamp().source().name(), values(random, ""));
            }
        }
        headers.put("content-type", List.of(pick(random, TYPES)));
        if (random.nextBoolean()) {
            headers.put(text(random, 20), values(random, ""));
        }
        String url =
                SignedRequests.URL
                        + pick(random, List.of("", "?", "?bodySHA256=", "?token=%", "?a=%zz&b"));
        byte[] body = pick(random, BODIES).getBytes(StandardCharsets.ISO_8859_1);
        return new WebhookRequest("POST", url, headers, body);
    }

    private static final List<String> TYPES =
            List.of(
                    "application/json",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "multipart/form-data",
                    "text/plain",
                    ";;;",
                    "");

    private static final List<String> BODIES =
            List.of(
                    "",
                    "{\"note\":\"%s\"}".formatted(PAYLOAD_MARK),
                    "[\"%s\"]".formatted(PAYLOAD_MARK),
                    "[".repeat(5_000),
                    "{\"a\":".repeat(2_000),
                    "1e999999999",
                    "note=%s&b=%%zz".formatted(PAYLOAD_MARK),
                    "--x\r\nContent-Disposition: form-data; name=\"json\"\r\n\r\n{}\r\n--x--",
                    "\u00ff\u00fe\u0000",
                    "{\"events\":{}}",
                    "null");

    private static List<String> values(Random random, String prefix) {
        var values = new ArrayList<String>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            values.add(
                    pick(
                            random,
                            List.of(
                                    prefix,
                                    prefix + text(random, 40),
                                    prefix + "00".repeat(32),
                                    prefix + "AAAA".repeat(11),
                                    text(random, 200),
                                    "t=1,v1=" + text(random, 9),
                                    "t=,v1=,,,,=",
                                    "a.b.c",
                                    "eyJhbGciOiJub25lIn0.e30.",
                                    "9".repeat(40),
                                    "-1",
                                    "1e9",
                                    "2026-13-45T99:99:99Z",
                                    ",".repeat(2_000))));
        }
        return values;
    }

    private static WebhookRequest changed(Random random, WebhookRequest request) {
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        byte[] body = request.body().clone();
        var names = new ArrayList<>(headers.keySet());
        String name = pick(random, names);
        switch (random.nextInt(6)) {
            case 0 -> headers.remove(name);
            case 1 -> headers.put(name, values(random, ""));
            case 2 -> headers.compute(name, (_, v) -> twice(v));
            case 3 -> headers.put(name, List.of(cut(random, request.header(name).orElse(""))));
            case 4 -> body = Arrays.copyOf(body, random.nextInt(body.length + 1));
            default -> {
                if (body.length > 0) {
                    body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
        return new WebhookRequest(request.method(), request.url(), headers, body);
    }

    private static List<String> twice(@Nullable List<String> values) {
        var all = new ArrayList<String>();
        if (values != null) {
            all.addAll(values);
            all.addAll(values);
        }
        return all;
    }

    private static String cut(Random random, String text) {
        return text.isEmpty() ? "" : text.substring(random.nextInt(text.length()));
    }

    private static String text(Random random, int max) {
        var text = new StringBuilder();
        for (int i = random.nextInt(max); i >= 0; i--) {
            text.append((char) (33 + random.nextInt(94)));
        }
        return text.toString();
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
