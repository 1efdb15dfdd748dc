package dev.belay.local.cost;

import java.util.List;

/// A run's bill.
public record Receipt(List<Item> items, double total) {
    public Receipt {
        items = List.copyOf(items);
    }

    /// @param dollars for all of them
    public record Item(String what, double count, String unit, double dollars) {}

    public static Receipt of(Usage usage, Prices prices) {
        double gigabyteSeconds =
                (double) usage.advances() * prices.orchestrator().gigabyteSeconds()
                        + (double) usage.attempts() * prices.activity().gigabyteSeconds();
        var items =
                List.of(
                        item(
                                "DynamoDB",
                                (double) usage.writeUnits(),
                                "write units",
                                prices.writeUnit()),
                        item(
                                "DynamoDB",
                                (double) usage.readUnits(),
                                "read units",
                                prices.readUnit()),
                        item("SQS", (double) usage.sqsRequests(), "requests", prices.sqsRequest()),
                        item(
                                "Lambda",
                                (double) usage.invocations(),
                                "invocations",
                                prices.invocation()),
                        item("Lambda", gigabyteSeconds, "GB-seconds", prices.gigabyteSecond()));
        return new Receipt(items, items.stream().mapToDouble(Item::dollars).sum());
    }

    private static Item item(String what, double count, String unit, double price) {
        return new Item(what, count, unit, count * price);
    }
}
