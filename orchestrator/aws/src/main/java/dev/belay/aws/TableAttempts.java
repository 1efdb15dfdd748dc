package dev.belay.aws;

import dev.belay.aws.Table.Condition;
import dev.belay.aws.Table.Written;
import dev.belay.core.codec.BinaryReader;
import dev.belay.core.codec.BinaryWriter;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.AttemptStore;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One marker per attempt that counts exactly, one item per activity that sends heartbeats.
final class TableAttempts implements AttemptStore {
    private final Table table;
    private final Expiry expiry;

    TableAttempts(Table table, Expiry expiry) {
        this.table = table;
        this.expiry = expiry;
    }

    @Override
    public boolean begin(RunKey run, int activityId, int attempt) {
        String token = token();
        var item = new HashMap<>(Keys.attempt(run, activityId, attempt).attributes());
        item.put(Items.TOKEN, Items.text(token));
        item.put(Items.EXPIRES, expiry.whileOpen());
        return switch (table.put(item, Condition.ABSENT)) {
            case Written.Done _ -> true;
            // Our own marker, whose first answer was lost: this attempt has not begun before.
            case Written.Refused(var existing, _) ->
                    token.equals(Items.textOrNull(existing, Items.TOKEN));
        };
    }

    @Override
    public boolean heartbeat(RunKey run, int activityId, int attempt, Payload details) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":details", Items.bytes(toBytes(details)));
        values.put(":attempt", Items.number(attempt));
        values.put(":x", expiry.whileOpen());
        var notOlder = new Condition("attribute_not_exists(a) OR a <= :attempt", Map.of());
        var written =
                table.update(
                        Keys.heartbeat(run, activityId),
                        "SET b = :details, a = :attempt, x = :x",
                        values,
                        notOlder);
        return switch (written) {
            case Written.Done(var item) -> item.containsKey(Items.CANCEL);
            case Written.Refused(var item, _) -> item.containsKey(Items.CANCEL);
        };
    }

    @Override
    public Optional<Payload> lastHeartbeat(RunKey run, int activityId) {
        return table.get(Keys.heartbeat(run, activityId))
                .filter(item -> item.containsKey(Items.BYTES))
                .map(item -> fromBytes(Items.bytes(item, Items.BYTES)));
    }

    @Override
    public void requestCancel(RunKey run, int activityId) {
        table.update(
                Keys.heartbeat(run, activityId),
                "SET c = :true, x = :x",
                Map.of(":true", AttributeValue.fromBool(true), ":x", expiry.whileOpen()),
                null);
    }

    private static String token() {
        var bytes = new byte[8];
        // Made anew each time: a native binary would keep one of its build, with its seed.
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] toBytes(Payload details) {
        var writer = new BinaryWriter();
        writer.payload(1, "details", details);
        return writer.toByteArray();
    }

    private static Payload fromBytes(byte[] bytes) {
        return new BinaryReader(bytes).payload(1, "details");
    }
}
