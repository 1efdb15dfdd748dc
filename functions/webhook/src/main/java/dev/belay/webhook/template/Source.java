package dev.belay.webhook.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// One thing that a request says, for example `header:X-Request-Id` or `json:/event/id`.
///
/// @param name what of its kind; empty where there is only one
/// @param of what the kinds that compute something compute it from
/// @param optional whether it is empty text where it is missing
public record Source(Kind kind, String name, List<Source> of, boolean optional) {
    /// What is signed in a handshake may be an id, never a document: else whoever asks for a
    /// handshake could have a forged event signed.
    private static final int SIGNED_TOKEN_CHARS_MAX = 256;

    /// Each is written as its name in lower case with `-`.
    public enum Kind {
        BODY,
        URL,
        METHOD,
        PATH,
        /// The last step of the path.
        SEGMENT,
        TIME,
        SECRET,
        CRC32,
        SORTED_FORM,
        HEADER,
        /// `name/pointer` into the JSON that a header has in base 64.
        HEADER_JSON,
        QUERY,
        FORM,
        JSON,
        /// A field's name and value, each with a line feed behind it; nothing where it is missing.
        PAIR,
        OPTION,
        /// What follows this prefix in the signature's header.
        PART,
        /// The headers that a header lists, canonically.
        SIGNED_HEADERS,
        SHA256_HEX,
        HMAC_SHA256_HEX,
        HMAC_SHA256_BASE64;

        boolean computes() {
            return compareTo(SHA256_HEX) >= 0;
        }
    }

    /// Reads `kind`, `kind:name` or `function:kind:name+kind:name`; a `?` at the end makes it
    /// optional.
    ///
    /// @throws IllegalArgumentException naming what is not known
    public static Source parse(String text) {
        boolean optional = text.endsWith("?");
        String source = optional ? text.substring(0, text.length() - 1) : text;
        int colon = source.indexOf(':');
        String kind = colon < 0 ? source : source.substring(0, colon);
        String name = colon < 0 ? "" : source.substring(colon + 1);
        Kind found = Kind.valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_'));
        List<Source> of =
                found.computes()
                        ? Arrays.stream(name.split("\\+")).map(Source::parse).toList()
                        : List.of();
        return new Source(found, name, of, optional);
    }

    /// The bytes that stand for it; null where the request does not say.
    public byte @Nullable [] resolve(Exchange exchange) {
        byte[] found = find(exchange);
        return found == null && optional ? new byte[0] : found;
    }

    public Optional<String> text(Exchange exchange) {
        byte[] bytes = resolve(exchange);
        return bytes == null
                ? Optional.empty()
                : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    /// Every value that it has: of a header that came twice, or behind a `*`.
    public List<String> all(Exchange exchange) {
        return switch (kind) {
            case HEADER -> exchange.request().headerValues(name);
            case JSON ->
                    Json.find(exchange.json(), name).stream()
                            .map(node -> Json.scalar(node).orElse(""))
                            .toList();
            default -> text(exchange).map(List::of).orElse(List.of());
        };
    }

    private byte @Nullable [] find(Exchange exchange) {
        return switch (kind) {
            case BODY -> exchange.request().body();
            case URL -> utf8(exchange.url());
            case METHOD -> utf8(exchange.request().method());
            case PATH -> utf8(exchange.request().path());
            case SEGMENT -> {
                String path = exchange.request().path();
                yield utf8(path.substring(path.lastIndexOf('/') + 1));
            }
            case TIME -> utf8(exchange.time());
            case SECRET -> exchange.secret();
            case CRC32 -> {
                var crc = new CRC32();
                crc.update(exchange.request().body());
                yield utf8(Long.toString(crc.getValue()));
            }
            case SORTED_FORM -> sortedForm(exchange);
            case HEADER -> utf8(exchange.request().header(name));
            case HEADER_JSON -> utf8(headerJson(exchange));
            case QUERY -> utf8(exchange.query().first(name));
            case FORM -> utf8(exchange.form().flatMap(form -> form.first(name)));
            case JSON -> utf8(scalar(exchange));
            case PAIR ->
                    utf8(
                            scalar(exchange)
                                    .map(value -> name.substring(1) + "\n" + value + "\n")
                                    .orElse(""));
            case OPTION -> utf8(exchange.option(name));
            case PART ->
                    utf8(
                            exchange.parts().stream()
                                    .filter(part -> part.startsWith(name))
                                    .findFirst()
                                    .map(part -> part.substring(name.length())));
            case SIGNED_HEADERS -> signedHeaders(exchange);
            case SHA256_HEX -> {
                byte[] joined = join(exchange);
                yield joined == null ? null : hex(Digests.sha256(joined));
            }
            case HMAC_SHA256_HEX -> {
                byte[] mac = mac(exchange);
                yield mac == null ? null : hex(mac);
            }
            case HMAC_SHA256_BASE64 -> {
                byte[] mac = mac(exchange);
                yield mac == null ? null : Digests.base64(mac);
            }
        };
    }

    private Optional<String> scalar(Exchange exchange) {
        List<JsonNode> found = Json.find(exchange.json(), name);
        return found.size() == 1 ? Json.scalar(found.getFirst()) : Optional.empty();
    }

    private Optional<String> headerJson(Exchange exchange) {
        int slash = name.indexOf('/');
        return exchange.request()
                .header(name.substring(0, slash))
                .flatMap(Digests::unbase64)
                .flatMap(Json::parse)
                .flatMap(json -> Json.scalar(Json.find(json, name.substring(slash)).getFirst()));
    }

    /// Names and values without anything between them, by name, then by value, each pair once.
    private static byte @Nullable [] sortedForm(Exchange exchange) {
        if (exchange.form().isEmpty()) {
            return null;
        }
        var sorted = new TreeMap<>(exchange.form().get().values());
        var text = new StringBuilder();
        sorted.forEach((name, values) ->
                new TreeSet<>(values).forEach(value -> text.append(name).append(value)));
        return utf8(text.toString());
    }

    private byte @Nullable [] signedHeaders(Exchange exchange) {
        String list = exchange.request().header(name).orElse(null);
        if (list == null) {
            return null;
        }
        return utf8(
                Arrays.stream(list.split(","))
                        .map(header -> header.strip().toLowerCase(Locale.ROOT))
                        .sorted()
                        .map(header ->
                                header + ":" + exchange.request().header(header).orElse("").strip())
                        .collect(Collectors.joining(";")));
    }

    private byte @Nullable [] mac(Exchange exchange) {
        byte[] secret = exchange.secret();
        byte[] token = join(exchange);
        return secret == null || token == null || !isToken(token)
                ? null
                : Digests.mac("HmacSHA256", secret, token);
    }

    private static boolean isToken(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.length() <= SIGNED_TOKEN_CHARS_MAX
                && text.chars().allMatch(c -> c > ' ' && c < 127 && "{}[]<>\"&%".indexOf(c) < 0);
    }

    private byte @Nullable [] join(Exchange exchange) {
        var joined = new ByteArrayOutputStream();
        for (Source source : of) {
            byte[] bytes = source.resolve(exchange);
            if (bytes == null) {
                return null;
            }
            joined.writeBytes(bytes);
        }
        return joined.toByteArray();
    }

    private static byte[] hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte @Nullable [] utf8(Optional<String> text) {
        return text.isEmpty() ? null : text.get().getBytes(StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
