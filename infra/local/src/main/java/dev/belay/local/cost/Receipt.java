package dev.belay.local.cost;

import java.util.List;

/// A run's bill.
public record Receipt(List<Item> items, double total) {
    public Receipt {
        items = List.copyOf(items);
    }

    /// @param dollars for all of them
    public record Item(String what, double count, String unit, double dollars) {}

    /// What is paid for, as far as a history tells.
    ///
    /// @param advances times an orchestrator's assumed size
    /// @param attempts times an activity's assumed size
    public record Counts(
            double writeUnits,
            double readUnits,
            double sqsRequests,
            double invocations,
            double advances,
            double attempts) {
        Counts times(double factor) {
            return new Counts(
                    writeUnits * factor,
                    readUnits * factor,
                    sqsRequests * factor,
                    invocations * factor,
                    advances * factor,
                    attempts * factor);
        }
    }

    public static Receipt of(Usage usage, Prices prices) {
        return of(
                new Counts(
                        (double) usage.writeUnits(),
                        (double) usage.readUnits(),
                        (double) usage.sqsRequests(),
                        (double) usage.invocations(),
                        (double) usage.advances(),
                        (double) usage.attempts()),
                prices);
    }

    static Receipt of(Counts counts, Prices prices) {
        double gigabyteSeconds =
                counts.advances() * prices.orchestrator().gigabyteSeconds()
                        + counts.attempts() * prices.activity().gigabyteSeconds();
        var items =
                List.of(
                        item("DynamoDB", counts.writeUnits(), "write units", prices.writeUnit()),
                        item("DynamoDB", counts.readUnits(), "read units", prices.readUnit()),
                        item("SQS", counts.sqsRequests(), "requests", prices.sqsRequest()),
                        item("Lambda", counts.invocations(), "invocations", prices.invocation()),
                        item("Lambda", gigabyteSeconds, "GB-seconds", prices.gigabyteSecond()));
        return new Receipt(items, items.stream().mapToDouble(Item::dollars).sum());
    }

    private static Item item(String what, double count, String unit, double price) {
        return new Item(what, count, unit, count * price);
    }
}
