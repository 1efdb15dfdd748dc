package dev.belay.aws;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The attributes of the table's items; the package's documentation lists who uses which.
final class Items {
    static final String PARTITION = "p";
    static final String SORT = "s";
    static final String BYTES = "b";
    static final String EXPIRES = "x";

    /// The batch that a seal is for.
    static final String SEALED_FOR = "z";

    static final String NUMBER = "n";
    static final String RUN = "r";
    static final String LANE = "l";
    static final String ATTEMPT = "a";
    static final String CANCEL = "c";
    static final String TOKEN = "k";
    static final String WORKSPACE = "w";
    static final String WORKFLOW = "f";
    static final String STATUS = "t";
    static final String ORDER = "o";
    static final String OPEN = "g";

    /// Whether new runs may begin with a flow's version: 1 or 0.
    static final String ENABLED = "e";

    private Items() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue bytes(byte[] value) {
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(value));
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return require(item, name, textOrNull(item, name));
    }

    static @Nullable String textOrNull(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : value.s();
    }

    static long number(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return Long.parseLong(require(item, name, value == null ? null : value.n()));
    }

    static byte[] bytes(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        SdkBytes bytes = require(item, name, value == null ? null : value.b());
        return bytes.asByteArrayUnsafe();
    }

    private static <T> T require(Map<String, AttributeValue> item, String name, @Nullable T value) {
        if (value == null) {
            throw new BelayException(
                    ErrorCode.STORE_CORRUPT,
                    "the item %s has no attribute '%s'; something else writes into the table"
                            .formatted(item.get(SORT), name));
        }
        return value;
    }
}
