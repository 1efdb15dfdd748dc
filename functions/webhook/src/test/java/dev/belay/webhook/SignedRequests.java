package dev.belay.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.sender.Algorithm;
import dev.belay.webhook.sender.Encoding;
import dev.belay.webhook.sender.Scheme;
import dev.belay.webhook.sender.Sender;
import dev.belay.webhook.template.Condition;
import dev.belay.webhook.template.Digests;
import dev.belay.webhook.template.Exchange;
import dev.belay.webhook.template.Json;
import dev.belay.webhook.template.Source;
import dev.belay.webhook.template.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Signs as a sender does that reads its own row of the table: each request says all that the row
/// asks for.
public final class SignedRequests {
    public static final String URL = "https://hooks.example.com/hooks/default/orders";

    private static final Map<String, KeyPair> PAIRS = new ConcurrentHashMap<>();

    private final Sender sender;
    private final Scheme scheme;
    private final int seed;

    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, String> query = new HashMap<>();
    private final Map<String, String> form = new HashMap<>();
    private ObjectNode json = Json.MAPPER.createObjectNode();
    private byte @Nullable [] rawBody;
    private Encoding encoding;
    private @Nullable KeyPair pair;
    private @Nullable String fixedSecret;

    public SignedRequests(Sender sender, Scheme scheme, int seed) {
        this.sender = sender;
        this.scheme = scheme;
        this.seed = seed;
        this.encoding = scheme.signature().encoding();
        json.put("seed", seed);
        scheme.when().forEach(this::satisfy);
        sender.deliveries().stream().limit(1).forEach(this::satisfy);
        satisfy(scheme.content());
        if (headers.getOrDefault("content-type", "").contains("form")) {
            form.put("Body", "hello");
        }
        if (scheme.content().text().contains("signed-headers")) {
            headers.put("x-contentful-signed-headers", "x-contentful-topic,host");
            headers.put("host", "hooks.example.com");
        }
    }

    /// Another encoding than the row's.
    public SignedRequests encodedAs(Encoding other) {
        encoding = other;
        return this;
    }

    public SignedRequests withSecret(String secret) {
        fixedSecret = secret;
        return this;
    }

    public SignedRequests withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public SignedRequests withJson(ObjectNode body) {
        json = body;
        return this;
    }

    public SignedRequests withBody(byte[] body) {
        rawBody = body;
        return this;
    }

    public static Map<String, String> options() {
        return Map.of(
                "webhook-id",
                "WH-1",
                "audience",
                "belay",
                "email",
                "push@example.com",
                "verification-token",
                "verification-token",
                "endpoint",
                URL);
    }

    /// What the operator pastes in.
    public String secret() {
        if (fixedSecret != null) {
            return fixedSecret;
        }
        byte[] key = Digests.sha256(new byte[] {(byte) seed, 7});
        return switch (scheme.key()) {
            case TEXT -> text(key);
            case HEX -> HexFormat.of().formatHex(key);
            case BASE64 -> Base64.getEncoder().encodeToString(key);
            case PREFIXED_BASE64 -> "whsec_" + Base64.getEncoder().encodeToString(key);
            case PUBLIC -> {
                byte[] encoded = pair().getPublic().getEncoded();
                yield scheme.secretPrefix().isEmpty()
                        ? "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                                .formatted(Base64.getMimeEncoder().encodeToString(encoded))
                        : scheme.secretPrefix()
                                + Base64.getEncoder()
                                        .encodeToString(
                                                Arrays.copyOfRange(
                                                        encoded,
                                                        encoded.length - 32,
                                                        encoded.length));
            }
        };
    }

    private String text(byte[] key) {
        if (scheme.jwt() != null && !scheme.jwt().algorithms().contains("HS256")) {
            return Base64.getEncoder().encodeToString(pair().getPublic().getEncoded());
        }
        return "secret-" + Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    private KeyPair pair() {
        if (pair == null) {
            // A key takes long to make, so those of a seed are made once.
            String of =
                    scheme.jwt() == null
                            ? scheme.algorithm().name()
                            : scheme.jwt().algorithms().getFirst();
            pair = PAIRS.computeIfAbsent(of.substring(0, 2) + seed, _ -> newPair(of));
        }
        return pair;
    }

    private static KeyPair newPair(String of) {
        try {
            if (of.startsWith("ED")) {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            }
            if (of.startsWith("E")) {
                var generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                return generator.generateKeyPair();
            }
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private void satisfy(Condition condition) {
        switch (condition.test()) {
            case PRESENT -> put(condition.source(), "given");
            case EQUAL, BEGINS -> put(condition.source(), condition.expected());
            case ABSENT, EMPTY_ARRAY -> {}
        }
    }

    private void satisfy(Template template) {
        for (Template.Piece piece : template.pieces()) {
            if (piece instanceof Template.Piece.Hole(var source)) {
                put(source, "value-%d".formatted(seed));
            }
        }
    }

    private void put(Source source, String value) {
        switch (source.kind()) {
            case HEADER -> headers.putIfAbsent(source.name().toLowerCase(Locale.ROOT), value);
            case QUERY -> query.putIfAbsent(source.name(), value);
            case FORM -> form.putIfAbsent(source.name(), value);
            case JSON, PAIR -> putJson(source.name(), value, false);
            default -> {}
        }
    }

    private void putJson(String pointer, String value, boolean over) {
        String[] steps = pointer.substring(1).split("/");
        JsonNode at = json;
        for (int i = 0; i < steps.length; i++) {
            boolean last = i == steps.length - 1;
            boolean arrayNext = !last && steps[i + 1].matches("[0-9]|\\*");
            JsonNode next =
                    last
                            ? Json.MAPPER.getNodeFactory().textNode(value)
                            : arrayNext
                                    ? Json.MAPPER.createArrayNode()
                                    : Json.MAPPER.createObjectNode();
            if (at instanceof ObjectNode object) {
                if (!object.has(steps[i]) || last && over) {
                    object.set(steps[i], next);
                }
                at = object.path(steps[i]);
            } else if (at instanceof ArrayNode array) {
                if (array.isEmpty()) {
                    array.add(next);
                }
                at = array.path(0);
            }
        }
    }

    /// A request as the sender sends it at a time.
    public WebhookRequest at(Instant now) {
        String time = null;
        Scheme.Timestamp timestamp = scheme.timestamp();
        if (timestamp != null) {
            time =
                    switch (timestamp.unit()) {
                        case SECONDS -> String.valueOf(now.getEpochSecond());
                        case MILLIS -> String.valueOf(now.toEpochMilli());
                        case ISO_8601 -> now.toString();
                        case HTTP_DATE ->
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        now.atOffset(ZoneOffset.UTC));
                    };
            Source source = timestamp.source();
            if (source.kind() == Source.Kind.JSON) {
                putJson(source.name(), time, true);
            } else if (source.kind() == Source.Kind.HEADER) {
                headers.put(source.name().toLowerCase(Locale.ROOT), time);
            }
        }
        if (scheme.digest() != null) {
            query.put(
                    scheme.digest().source().name(),
                    HexFormat.of().formatHex(Digests.sha256(body())));
        }
        var exchange = new Exchange(request(), options(), sender.document());
        exchange.time(time);
        String signature = scheme.signature().prefix() + signature(exchange, now);
        if (!scheme.signature().separator().isEmpty()) {
            signature =
                    scheme.signature().prefix()
                            + "AAAA"
                            + scheme.signature().separator()
                            + signature;
        }
        if (timestamp != null && timestamp.source().kind() == Source.Kind.PART) {
            signature =
                    timestamp.source().name() + time + scheme.signature().separator() + signature;
        }
        sign(signature);
        return request();
    }

    private void sign(String signature) {
        Source where = scheme.signature().sources().getLast();
        switch (where.kind()) {
            case HEADER -> headers.put(where.name().toLowerCase(Locale.ROOT), signature);
            case QUERY -> query.put(where.name(), signature);
            case JSON -> putJson(where.name(), signature, true);
            case HEADER_JSON -> {
                int slash = where.name().indexOf('/');
                byte[] inner =
                        Json.write(
                                Json.MAPPER
                                        .createObjectNode()
                                        .put(where.name().substring(slash + 1), signature));
                headers.put(
                        where.name().substring(0, slash),
                        Base64.getEncoder().encodeToString(inner));
            }
            case SEGMENT -> segment = signature;
            default -> throw new AssertionError("no signature is in " + where);
        }
    }

    private @Nullable String segment;

    private String signature(Exchange exchange, Instant now) {
        byte[] content = scheme.content().render(exchange);
        return switch (scheme.algorithm().kind()) {
            case SHARED -> encoding.encode(secret().getBytes(StandardCharsets.UTF_8));
            case MAC ->
                    encoding.encode(
                            Digests.mac(scheme.algorithm().javaName(), key(), require(content)));
            case PUBLIC_KEY ->
                    encoding.encode(sign(scheme.algorithm().javaName(), require(content)));
            case JWT -> token(exchange, now);
            case NONE -> "";
        };
    }

    private byte[] key() {
        String secret = secret();
        return switch (scheme.key()) {
            case TEXT, PUBLIC -> secret.getBytes(StandardCharsets.UTF_8);
            case HEX -> HexFormat.of().parseHex(secret);
            case BASE64 -> Base64.getDecoder().decode(secret);
            case PREFIXED_BASE64 -> Base64.getDecoder().decode(secret.substring(6));
        };
    }

    private static byte[] require(byte @Nullable [] content) {
        if (content == null) {
            throw new AssertionError("the request lacks what its sender signs");
        }
        return content;
    }

    private byte[] sign(String algorithm, byte[] content) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(pair().getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String token(Exchange exchange, Instant now) {
        Scheme.Jwt jwt = Objects.requireNonNull(scheme.jwt());
        String algorithm = jwt.algorithms().getFirst();
        ObjectNode claims = Json.MAPPER.createObjectNode();
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + 300);
        jwt.claims()
                .forEach((name, value) -> claims.put(name, value.renderText(exchange).orElse("")));
        if (!jwt.bodyClaim().isEmpty()) {
            claims.put(jwt.bodyClaim(), HexFormat.of().formatHex(Digests.sha256(body())));
        }
        String content =
                part(Json.MAPPER.createObjectNode().put("alg", algorithm)) + "." + part(claims);
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        byte[] signature =
                switch (algorithm) {
                    case "HS256" -> Digests.mac("HmacSHA256", key(), bytes);
                    case "RS256" -> sign("SHA256withRSA", bytes);
                    default -> sign("SHA256withECDSAinP1363Format", bytes);
                };
        return content + "." + Encoding.BASE64URL.encode(signature);
    }

    private static String part(ObjectNode json) {
        return Encoding.BASE64URL.encode(Json.write(json));
    }

    private byte[] body() {
        if (rawBody != null) {
            return rawBody;
        }
        if (sender.document() != null) {
            var all = new HashMap<>(form);
            all.put(sender.document().name(), new String(Json.write(json), StandardCharsets.UTF_8));
            return formBody(all);
        }
        return isForm() ? formBody(form) : Json.write(json);
    }

    private boolean isForm() {
        return !form.isEmpty()
                || headers.getOrDefault("content-type", "").contains("form")
                || sender.document() != null;
    }

    private static byte[] formBody(Map<String, String> fields) {
        var pairs = new ArrayList<String>();
        fields.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
        return String.join("&", pairs).getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// As it stands.
    public WebhookRequest request() {
        headers.put(
                "content-type",
                isForm() ? "application/x-www-form-urlencoded" : "application/json");
        var lists = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        String url = segment == null ? URL : URL + "/" + segment;
        if (!query.isEmpty()) {
            url += "?" + new String(formBody(query), StandardCharsets.UTF_8);
        }
        return new WebhookRequest("POST", url, lists, body());
    }

    /// Whether what is signed says what the body is.
    public static boolean coversBody(Scheme scheme) {
        return scheme.content().covers(Source.Kind.BODY)
                        && scheme.algorithm().kind() != Algorithm.Kind.SHARED
                        && scheme.jwt() == null
                || scheme.content().covers(Source.Kind.SORTED_FORM)
                || scheme.content().covers(Source.Kind.CRC32)
                || scheme.digest() != null
                || scheme.jwt() != null && !scheme.jwt().bodyClaim().isEmpty();
    }
}
